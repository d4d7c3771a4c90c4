using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The values of a field that holds several.</summary>
internal static class Several
{
    /// <summary>No values: an empty list, or nothing at all.</summary>
    public static bool IsEmpty(JsonNode? shown) => Same.IsUnset(shown) || shown is JsonArray { Count: 0 };

    /// <summary>The elements of a list; a single value is one of its own.</summary>
    public static ImmutableArray<JsonNode?> Elements(JsonNode? shown) => shown is JsonArray list ? [.. list] : [shown];

    /// <summary>Whether the list shown holds exactly these elements, each as often as given, in any order.</summary>
    public static bool Holds(Session session, Field field, JsonNode? shown, IEnumerable<JsonNode?> elements)
    {
        var left = Elements(shown).ToList();
        foreach (var element in elements)
        {
            var at = left.FindIndex(candidate => IsSame(session, field, candidate, element));
            if (at < 0)
                return false;
            left.RemoveAt(at);
        }
        return left.Count == 0;
    }

    /// <summary>Whether two elements of the field are the same.</summary>
    public static bool IsSame(Session session, Field field, JsonNode? one, JsonNode? other) =>
        Same.Value(session, field, new JsonArray(one.Copy()), new JsonArray(other.Copy()));

    /// <summary>A valid list with as many elements.</summary>
    /// <exception cref="PreconditionException">The target has too few records to refer to.</exception>
    public static JsonArray Fresh(Session session, Resource resource, Field field, int least = 2)
    {
        var list = (JsonArray)session.Fresh(resource, field);
        return list.Count >= least
            ? list
            : throw new PreconditionException($"{field} takes {least} of {field.Refers?.Resource}, and the target has {list.Count}");
    }
}
