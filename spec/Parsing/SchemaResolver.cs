using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>Writes a schema out: what it refers to stands in it, and a schema inside of itself ends.</summary>
internal sealed class SchemaResolver(DocumentNode document)
{
    private const int MostLevels = 8;

    private readonly HashSet<string> _open = [];

    /// <summary>A copy without references, eight levels deep at most.</summary>
    public JsonObject Resolve(JsonNode? schema, string at) => Resolve(schema, at, MostLevels);

    private JsonObject Resolve(JsonNode? schema, string at, int levels)
    {
        var reference = DocumentNode.Text(schema, "$ref");
        if (reference is not null && !_open.Add(reference))
            return [];
        var flat = (JsonObject)document.Flatten(schema, at).DeepClone();
        if (flat["properties"] is JsonObject properties)
        {
            foreach (var (name, _) in properties.ToArray())
                properties[name] = levels == 0 ? new JsonObject() : Resolve(properties[name], at, levels - 1);
        }
        foreach (var inner in (string[])["items", "additionalProperties"])
        {
            if (flat[inner] is JsonObject one)
                flat[inner] = levels == 0 ? new JsonObject() : Resolve(one, at, levels - 1);
        }
        if (reference is not null)
            _open.Remove(reference);
        return flat;
    }
}
