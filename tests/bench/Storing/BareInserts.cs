using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PlanisoContract.Bench.Storing;

/// <summary>Inserts of one row, each committed by itself, as fast as the database confirms them. In inserts a second.</summary>
internal static class BareInserts
{
    private const string Insert = "insert into bare (text) values ('{\"no\":1,\"fullname\":\"Ada\"}')";

    /// <summary>Into a new file, with the settings that the mock uses.</summary>
    public static async Task<double> SqliteAsync(string file, int seconds, CancellationToken stop)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        return await MeasureAsync(connection, "pragma journal_mode = wal; pragma synchronous = full; create table bare (id integer primary key, text text)", seconds, stop);
    }

    /// <summary>Into a table of this session alone.</summary>
    public static async Task<double> PostgresAsync(string address, int seconds, CancellationToken stop)
    {
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':');
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port < 0 ? NpgsqlConnection.DefaultPort : uri.Port,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = uri.AbsolutePath.TrimStart('/'),
        }.ToString());
        return await MeasureAsync(connection, "drop table if exists bare; create table bare (id bigserial primary key, text text)", seconds, stop);
    }

    private static async Task<double> MeasureAsync(DbConnection connection, string prepare, int seconds, CancellationToken stop)
    {
        await connection.OpenAsync(stop);
        await RunAsync(connection, prepare, stop);
        var (clock, count) = (Stopwatch.StartNew(), 0);
        for (; clock.Elapsed.TotalSeconds < seconds; count++)
            await RunAsync(connection, Insert, stop);
        var rate = count / clock.Elapsed.TotalSeconds;
        await RunAsync(connection, "drop table bare", stop);
        return rate;
    }

    private static async Task RunAsync(DbConnection connection, string sql, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(stop);
    }
}
