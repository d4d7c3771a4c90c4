using Npgsql;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>The address of a database: <c>postgres://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE</c>. No message holds the password, or the text as it was given.</summary>
internal static class PostgresAddress
{
    /// <exception cref="StartException">It is none; the message says what one is.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Host.Length == 0 || url.AbsolutePath.Trim('/').Length == 0)
            throw new StartException("--store: the address of the database is not right. Expected postgres://USER:PASSWORD@HOST:PORT/DATABASE, with special characters of the password percent-encoded.");
        var user = url.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host.Trim('[', ']'),
            Port = url.Port > 0 ? url.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/')),
            ApplicationName = "planiso-mock",
            MaxAutoPrepare = 10,
            // A database that has gone is told soon; one that is back is found by the next request.
            Timeout = 2,
            CommandTimeout = 10,
            CancellationTimeout = 500,
            // A mock that stands still in the middle of a write must not hold the others up.
            Options = "-c idle_in_transaction_session_timeout=10000",
        };
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=', 2)))
            Set(settings, Uri.UnescapeDataString(option[0]), option.Length > 1 ? Uri.UnescapeDataString(option[1]) : "");
        return settings;
    }

    /// <summary>The address in a message.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder settings) => $"postgres://{settings.Host}:{settings.Port}/{settings.Database}";

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        try
        {
            settings[name] = value;
        }
        catch (ArgumentException)
        {
            throw new StartException($"--store: the database connection has no option {name} that could be set so; sslmode=require is one that it has.");
        }
    }
}
