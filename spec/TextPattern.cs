using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanisoContract.Spec;

/// <summary>The regular expressions of contracts: those of JavaScript (JSON Schema, 6.3.3), with its flag u or without.</summary>
public static class TextPattern
{
    /// <summary>The expression; null where it is of another flavor: nothing is refused or judged by it.</summary>
    /// <param name="pattern">The text of the document.</param>
    /// <param name="patience">How long a match may take; it then throws <see cref="RegexMatchTimeoutException"/>.</param>
    public static Regex? Read(string pattern, TimeSpan patience)
    {
        // Of the two, only the second one knows classes of Unicode.
        foreach (var options in (ReadOnlySpan<RegexOptions>)[RegexOptions.ECMAScript, RegexOptions.None])
        {
            try
            {
                return new Regex(pattern, options, patience);
            }
            catch (ArgumentException)
            {
                // The next one, or none.
            }
        }
        return null;
    }

    /// <summary>The patterns below a node that cannot be read, with their JSON pointers.</summary>
    internal static IEnumerable<(string Pointer, string Pattern)> Unread(JsonNode? node, string pointer) => node switch
    {
        JsonObject members => members.Where(member => member.Key is not ("example" or "examples" or "default" or "enum")).SelectMany(member => member.Key == "pattern" && member.Value is JsonValue value && value.TryGetValue<string>(out var pattern)
            ? Read(pattern, Regex.InfiniteMatchTimeout) is null ? [($"{pointer}/pattern", pattern)] : []
            : Unread(member.Value, $"{pointer}/{member.Key.Replace("~", "~0").Replace("/", "~1")}")),
        JsonArray elements => elements.SelectMany((element, at) => Unread(element, $"{pointer}/{at}")),
        _ => [],
    };
}
