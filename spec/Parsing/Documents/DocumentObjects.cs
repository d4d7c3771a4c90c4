using System.Globalization;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>The objects of a document that say something of its own: not those of examples and other values, nor of extensions.</summary>
internal static class DocumentObjects
{
    private static readonly HashSet<string> Values = ["example", "examples", "default", "enum", "const"];

    // What stands in these is called as somebody likes.
    private static readonly HashSet<string> Maps = ["properties", "patternProperties", "schemas", "parameters", "responses", "headers", "requestBodies", "$defs", "definitions"];

    /// <summary>A node and all that is below it.</summary>
    /// <param name="node">A document or a part of one.</param>
    /// <param name="at">Its JSON pointer.</param>
    /// <param name="name">The keyword under which it stands; empty for one that somebody named.</param>
    public static IEnumerable<(JsonObject Members, string At, string Name)> From(JsonNode? node, string at, string name)
    {
        var found = new List<(JsonObject, string, string)>();
        Add(node, at, name, found);
        return found;
    }

    private static void Add(JsonNode? node, string at, string name, List<(JsonObject, string, string)> found)
    {
        if (node is JsonArray elements)
        {
            foreach (var (index, element) in elements.Index())
                Add(element, Pointer.Down(at, index.ToString(CultureInfo.InvariantCulture)), "", found);
        }
        if (node is not JsonObject members)
            return;
        found.Add((members, at, name));
        foreach (var (inner, value) in members.Where(member => Maps.Contains(name) || !(Values.Contains(member.Key) || member.Key.StartsWith("x-", StringComparison.Ordinal))))
            Add(value, Pointer.Down(at, inner), Maps.Contains(name) ? "" : inner, found);
    }
}
