using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The value of a field that holds several: texts, identities, entries, or values by key.</summary>
internal static class ListValue
{
    /// <summary>No values: an empty list, or nothing at all.</summary>
    public static bool IsEmpty(JsonNode? shown) => FieldValue.IsUnset(shown) || shown is JsonArray { Count: 0 };

    /// <summary>The elements of a list; a single value is one of its own.</summary>
    public static ImmutableArray<JsonNode?> Elements(JsonNode? shown) => shown is JsonArray list ? [.. list] : [shown];

    /// <summary>Whether the list shown holds exactly these elements, each as often as given, in any order.</summary>
    public static bool HoldsExactly(Session session, Field field, JsonNode? shown, IEnumerable<JsonNode?> elements)
    {
        var left = Elements(shown).ToList();
        foreach (var element in elements)
        {
            var at = left.FindIndex(candidate => session.IsSame(field, new JsonArray(candidate.Copy()), new JsonArray(element.Copy())));
            if (at < 0)
                return false;
            left.RemoveAt(at);
        }
        return left.Count == 0;
    }

    /// <summary>A valid list with at least as many elements.</summary>
    /// <exception cref="PreconditionException">The target has too few records to refer to.</exception>
    public static JsonArray Fresh(Session session, Resource resource, Field field, int least = 2)
    {
        var list = (JsonArray)session.Fresh(resource, field);
        return list.Count >= least
            ? list
            : throw new PreconditionException($"{field} takes {least} of {field.Refers?.Resource}, and the target has {list.Count}");
    }

    /// <summary>Equality element by element in order; of entries by their members, of values by key by their keys.</summary>
    public static bool IsSame(Field field, JsonNode? one, JsonNode? other)
    {
        if (one is not JsonArray first || other is not JsonArray second)
            return false;
        return field.Keyed is { } keyed
            ? IsSameByKey(keyed, first, second)
            : first.Count == second.Count && first.Zip(second).All(pair => IsSameElement(field, pair.First, pair.Second));
    }

    private static bool IsSameElement(Field field, JsonNode? one, JsonNode? other) =>
        one is JsonObject first && other is JsonObject second
            ? field.Members.All(member => IsSameText(first[member.Name], second[member.Name]))
            : one is not (JsonObject or JsonArray) && other is not (JsonObject or JsonArray) && IsSameText(one, other);

    // A key that is not there says the same as one without a value.
    private static bool IsSameByKey(KeyedWord word, JsonArray one, JsonArray other)
    {
        var (first, second) = (ByKey(word, one), ByKey(word, other));
        return first.Keys.Union(second.Keys).All(key => first.GetValueOrDefault(key, "") == second.GetValueOrDefault(key, ""));
    }

    private static Dictionary<string, string> ByKey(KeyedWord word, JsonArray list)
    {
        var values = new Dictionary<string, string>();
        foreach (var entry in list.OfType<JsonObject>())
            values[FieldValue.Text(entry[word.Key]) ?? ""] = FieldValue.Text(entry[word.Value]) ?? entry[word.Value]?.ToJsonString() ?? "";
        return values;
    }

    // The identity 5 may be written as "5"; null says the same as nothing.
    private static bool IsSameText(JsonNode? one, JsonNode? other) =>
        FieldValue.IsUnset(one) || FieldValue.IsUnset(other)
            ? FieldValue.IsUnset(one) && FieldValue.IsUnset(other)
            : FieldValue.Text(one) is { } text && text == FieldValue.Text(other);
}
