using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Host;

/// <summary>What the log tells of one request.</summary>
internal readonly record struct LogLine(
    DateTimeOffset At, string Method, Target Target, int Status, long Bytes, TimeSpan Took, string? Key, Exception? Bug = null)
{
    /// <summary>In place of a request: what the owner of the mock should know.</summary>
    public string? Text { get; init; }
}

/// <summary>Writes log lines as text. No key appears in whole, wherever it was sent.</summary>
internal sealed class LogFormat(ImmutableArray<Contract> contracts, bool colors)
{
    private const string Silos = "/__admin/silos/";

    // Last of all the bare header, which may hold any scheme.
    private readonly ImmutableArray<SecurityScheme> _schemes =
    [
        .. contracts.SelectMany(contract => contract.SecuritySchemes).Distinct().OrderBy(scheme => scheme.Place == SecurityPlace.Header),
    ];

    private readonly FrozenSet<string> _secret = contracts.SelectMany(contract => contract.SecuritySchemes)
        .Where(scheme => scheme.Place == SecurityPlace.Query).Select(scheme => scheme.Name)
        .Concat(["key", "api_key", "apikey", "access_token", "token"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The key that a request was sent with, redacted, or null.</summary>
    public string? KeyOf(HttpRequest request, string query)
    {
        foreach (var scheme in _schemes)
        {
            if (scheme.Find(name => request.Headers[name], query) is { Length: > 0 } key)
                return Redact(key);
        }
        return null;
    }

    public void Append(StringBuilder text, LogLine line)
    {
        text.Append(Color(Gray)).Append(line.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append(Color(Plain)).Append("  ");
        if (line.Bug is not null)
        {
            text.Append(Color(Red)).Append("bug of the mock: ").Append(Color(Plain)).Append(line.Bug).Append('\n');
            return;
        }
        if (line.Text is not null)
        {
            Printable(text, line.Text).Append('\n');
            return;
        }
        Printable(text, line.Method).Append(' ', Math.Max(1, 8 - line.Method.Length));
        var start = text.Length;
        Printable(text, RedactPath(line.Target.Path));
        if (line.Target.Query.Length > 0)
            Printable(text.Append('?'), RedactQuery(line.Target.Query));
        text.Append(' ', Math.Max(2, 44 - (text.Length - start)));
        text.Append(Color(OfStatus(line.Status))).Append(line.Status).Append(Color(Plain))
            .Append(CultureInfo.InvariantCulture, $"{line.Bytes,11:N0} B{line.Took.TotalMilliseconds,10:N2} ms  ")
            .Append(Color(Gray));
        Printable(text, line.Key ?? (OwnPages.Owns(line.Target.Path) ? "" : "no key")).Append(Color(Plain)).Append('\n');
    }

    public void AppendMore(StringBuilder text, int requests) =>
        text.Append(Color(Gray)).Append(CultureInfo.InvariantCulture, $"… {requests:N0} more requests").Append(Color(Plain)).Append('\n');

    /// <summary>At most the first two characters, and never more than half.</summary>
    public static string Redact(string key) => key[..Math.Min(2, key.Length / 2)] + "…";

    // Silos go by their first key.
    private static string RedactPath(string path)
    {
        if (!path.StartsWith(Silos, StringComparison.Ordinal))
            return path;
        var end = path.IndexOf('/', Silos.Length);
        return end < 0 ? Silos + Redact(path[Silos.Length..]) : Silos + Redact(path[Silos.Length..end]) + path[end..];
    }

    private string RedactQuery(string query) => string.Join('&', QueryParameters.Parts(query).Select(part =>
        part.Value is null ? part.Name : $"{part.Name}={(_secret.Contains(QueryParameters.Decode(part.Name)) ? Redact(part.Value) : part.Value)}"));

    // What a client sends must not steer the terminal.
    private static StringBuilder Printable(StringBuilder text, string sent)
    {
        foreach (var character in sent)
            text.Append(char.IsControl(character) ? '?' : character);
        return text;
    }

    private const string Plain = "\e[0m";
    private const string Gray = "\e[90m";
    private const string Red = "\e[31m";

    private string Color(string code) => colors ? code : "";

    private static string OfStatus(int status) => status switch
    {
        < 300 => "\e[32m",
        < 400 => "\e[36m",
        < 500 => "\e[33m",
        _ => Red,
    };
}
