using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanisoContract.Wiremock.Playing;

/// <summary>
/// Words in place of what is otherwise each time: ids, the server's address, the time. An id keeps its word through a case, so
/// that equal ids stay equal, and later steps can name it.
/// </summary>
/// <param name="server">Whose address it is.</param>
/// <param name="source">The case as it is written: what stands there stays as it is.</param>
internal sealed partial class Placeholders(Uri server, string source)
{
    private static readonly TimeSpan AboutNow = TimeSpan.FromHours(36);

    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A text with words in place of what is otherwise each time.</summary>
    public string Hide(string text)
    {
        text = text.Replace(server.Authority, "<host>", StringComparison.Ordinal);
        text = Uuids().Replace(text, match => Written(match.Value) ? match.Value : IdOf(match.Value));
        text = Dates().Replace(text, match => !Written(match.Value) && IsNow(match.Value) ? "<date>" : match.Value);
        return Epochs().Replace(text, match => !Written(match.Value) && IsNow(long.Parse(match.Value, CultureInfo.InvariantCulture)) ? "<date>" : match.Value);
    }

    /// <summary>A text of the case with the values in place of the words.</summary>
    public string Show(string text)
    {
        text = text.Replace("<host>", server.Authority, StringComparison.Ordinal)
            .Replace("<port>", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        foreach (var (id, word) in _ids)
            text = text.Replace(word, id, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Whether a number is the server's port.</summary>
    public bool IsPort(string number) => number == server.Port.ToString(CultureInfo.InvariantCulture);

    private string IdOf(string id)
    {
        if (!_ids.TryGetValue(id, out var word))
            _ids[id] = word = $"<id-{_ids.Count + 1}>";
        return word;
    }

    private bool Written(string value) => source.Contains(value, StringComparison.OrdinalIgnoreCase);

    private static bool IsNow(string date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && (time - DateTimeOffset.UtcNow).Duration() < AboutNow;

    private static bool IsNow(long milliseconds) =>
        (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - DateTimeOffset.UtcNow).Duration() < AboutNow;

    [GeneratedRegex(@"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Uuids();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?|\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")]
    private static partial Regex Dates();

    [GeneratedRegex(@"\b\d{13}\b")]
    private static partial Regex Epochs();
}
