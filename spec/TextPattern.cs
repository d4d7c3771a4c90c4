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

    /// <summary>The patterns of a document's schemas that cannot be read, with their JSON pointers.</summary>
    /// <param name="schemas">The schemas by name.</param>
    /// <param name="pointer">Where they stand.</param>
    internal static IEnumerable<(string Pointer, string Pattern)> Unread(JsonNode? schemas, string pointer) =>
        from schema in DocumentObjects.From(schemas, pointer, "schemas")
        let pattern = DocumentNode.Text(schema.Members, "pattern")
        where pattern is not null && Read(pattern, Regex.InfiniteMatchTimeout) is null
        select ($"{schema.At}/pattern", pattern);
}
