using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>
/// What can be compared of two refusals: status, kind and members of the body, and its words, without those that come from the
/// path and those with digits, such as identities, times and numbers of traces.
/// </summary>
internal sealed record ResponseFingerprint(int Status, string Kind, string Words)
{
    // An error page may be long, and its start tells.
    private const int Longest = 4_000;

    public static ResponseFingerprint Of(Exchange exchange) => new(exchange.Status, KindOf(exchange), WordsOf(exchange));

    private static string KindOf(Exchange exchange) => exchange.Body.Length == 0 ? "empty" : exchange.Json switch
    {
        JsonObject members => $"object {string.Join(' ', members.Select(member => member.Key).Order(StringComparer.Ordinal))}",
        JsonArray => "list",
        not null => "value",
        null => exchange.Headers.GetValueOrDefault("content-type", "").Split(';')[0].Trim().ToLowerInvariant(),
    };

    private static string WordsOf(Exchange exchange)
    {
        var body = exchange.Body.Length > Longest ? exchange.Body[..Longest] : exchange.Body;
        var own = Split(exchange.Uri.AbsolutePath).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        return string.Join(' ', Split(body).Where(word => !word.Any(char.IsAsciiDigit) && !own.Contains(word)));
    }

    private static string[] Split(string text) =>
        string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) || letter == '_' ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
