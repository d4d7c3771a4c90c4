using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Equality of lists: element by element in order; entries by their members, values by key by their keys.</summary>
internal static class SeveralValues
{
    public static bool Same(Field field, JsonNode? one, JsonNode? other)
    {
        if (one is not JsonArray first || other is not JsonArray second)
            return false;
        return field.Keyed is { } keyed
            ? SameByKey(keyed, first, second)
            : first.Count == second.Count && first.Zip(second).All(pair => SameElement(field, pair.First, pair.Second));
    }

    private static bool SameElement(Field field, JsonNode? one, JsonNode? other) =>
        one is JsonObject first && other is JsonObject second
            ? field.Members.All(member => SameText(first[member.Name], second[member.Name]))
            : one is not (JsonObject or JsonArray) && other is not (JsonObject or JsonArray) && SameText(one, other);

    // A key that is not there says the same as one without a value.
    private static bool SameByKey(KeyedWord word, JsonArray one, JsonArray other)
    {
        var (first, second) = (ByKey(word, one), ByKey(word, other));
        return first.Keys.Union(second.Keys).All(key => first.GetValueOrDefault(key, "") == second.GetValueOrDefault(key, ""));
    }

    private static Dictionary<string, string> ByKey(KeyedWord word, JsonArray list)
    {
        var values = new Dictionary<string, string>();
        foreach (var entry in list.OfType<JsonObject>())
            values[Checking.Same.Text(entry[word.Key]) ?? ""] = Checking.Same.Text(entry[word.Value]) ?? entry[word.Value]?.ToJsonString() ?? "";
        return values;
    }

    // The identity 5 may be written as "5"; null says the same as nothing.
    private static bool SameText(JsonNode? one, JsonNode? other) =>
        Checking.Same.IsUnset(one) || Checking.Same.IsUnset(other)
            ? Checking.Same.IsUnset(one) && Checking.Same.IsUnset(other)
            : Checking.Same.Text(one) is { } text && text == Checking.Same.Text(other);
}
