using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PlanisoContract.Conformance.Http;

/// <summary>Writes an exchange as the curl line that sends its request again, with variables in place of keys.</summary>
internal sealed class Curl(IDialect dialect, Redaction redaction, string wrongKey, ImmutableArray<KeyValuePair<string, string>> headers = default)
{
    private const int LongestBody = 2_000;

    // What a shell and curl take as it stands; a URL with brackets or braces would be read as a pattern.
    private static readonly char[] Globs = ['[', ']', '{', '}'];

    public string Of(Exchange exchange)
    {
        var url = exchange.Uri.AbsoluteUri;
        var line = new StringBuilder("curl -sS -i");
        if (url.IndexOfAny(Globs) >= 0)
            line.Append(" -g");
        if (exchange.Method == "HEAD")
            line.Append(" --head");
        else if (exchange.Method != "GET" || exchange.RequestBody is not null)
            line.Append(CultureInfo.InvariantCulture, $" -X {exchange.Method}");
        line.Append(CultureInfo.InvariantCulture, $" {Quote(url)}");
        foreach (var (at, header) in (headers.IsDefault ? [] : headers).Index())
            line.Append(CultureInfo.InvariantCulture, $" -H \"{header.Key}: ${Redaction.VariableOf(at)}\"");
        AppendCredential(line, exchange.Who);
        foreach (var (name, value) in exchange.Sent)
            line.Append(CultureInfo.InvariantCulture, $" -H {Quote($"{name}: {value}")}");
        AppendBody(line, exchange);
        return line.ToString();
    }

    private void AppendCredential(StringBuilder line, Credential who)
    {
        if (who == Credential.None)
            return;
        // A key that cannot exist is no secret: as it stands, the line needs nothing to be set first.
        var key = Keys.VariableOf(who) is { } variable ? "$" + variable : wrongKey;
        var sent = dialect.Sign(who, key);
        if (sent.User is { } user)
        {
            line.Append(CultureInfo.InvariantCulture, $" -u \"{user}\"");
            return;
        }
        foreach (var (name, value) in sent.Headers)
            line.Append(CultureInfo.InvariantCulture, $" -H \"{name}: {value}\"");
    }

    private void AppendBody(StringBuilder line, Exchange exchange)
    {
        if (exchange.RequestBody is not { } body)
            return;
        // "Name:" takes away the Content-Type that curl adds by itself.
        line.Append(CultureInfo.InvariantCulture, $" -H {Quote($"Content-Type:{(exchange.ContentType is { } type ? " " + type : "")}")}");
        line.Append(CultureInfo.InvariantCulture, $" --data-raw {Quote(body)}");
        if (body.Length > LongestBody)
            line.Append(CultureInfo.InvariantCulture, $" # the first {LongestBody} of {body.Length} characters");
    }

    private string Quote(string text)
    {
        var quoted = new StringBuilder();
        var left = LongestBody;
        foreach (var (piece, isVariable) in redaction.Split(text))
        {
            if (left <= 0)
                break;
            var part = piece.Length > left ? piece[..left] : piece;
            left -= part.Length;
            quoted.Append(isVariable ? $"\"${piece}\"" : $"'{Printable(part).Replace("'", "'\\''", StringComparison.Ordinal)}'");
        }
        return quoted.Length == 0 ? "''" : quoted.ToString();
    }

    // A terminal would obey an escape sequence in a pasted line.
    private static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c));
}
