using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>Where a record holds a run's tag.</summary>
internal static class Tags
{
    /// <summary>
    /// Whether one of the record's own texts holds the text, or one of a record that is created in the same call. What it shows of
    /// other records does not count: anybody's record may refer to one of the run's.
    /// </summary>
    public static bool Hold(Contract contract, Resource resource, JsonObject record, string text) =>
        resource.Fields.Where(field => field is { From: null, Refers: null, References: null, Type: not FieldType.Identities })
            .SelectMany(field => field.Aliases.Prepend(field.Name), (field, name) => (Field: field, Value: record[name]))
            .Any(shown => shown.Field.Link is { } link && shown.Value is JsonObject linked
                ? Hold(contract, contract.Resource(link.Resource), linked, text)
                : Texts(shown.Value).Any(value => Holds(value, text)));

    // A server may write names in capitals. The number behind a tag must be whole.
    private static bool Holds(string value, string text)
    {
        for (var at = value.IndexOf(text, StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf(text, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + text.Length;
            if (end == value.Length || !char.IsAsciiDigit(value[end]))
                return true;
        }
        return false;
    }

    private static IEnumerable<string> Texts(JsonNode? value) => value switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject entry => entry.SelectMany(member => Texts(member.Value)),
        JsonValue text when text.TryGetValue<string>(out var shown) => [shown],
        _ => [],
    };
}
