using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>Which schemas of a document answers and requests hold.</summary>
internal sealed class RecordSchema(DocumentNode document)
{
    private const string Schemas = "#/components/schemas/";

    /// <summary>The answer with the lowest 2xx status, or null.</summary>
    public JsonObject? SuccessAnswer(PlainOperation operation)
    {
        var answer = (operation.Node["responses"] as JsonObject ?? []).Where(answer => answer.Key is ['2', ..]).MinBy(answer => answer.Key, StringComparer.Ordinal).Value;
        return Pointer.Follow(document.Root, answer, "").Node as JsonObject;
    }

    /// <summary>The schema of its body, or null.</summary>
    public JsonNode? Success(PlainOperation operation) => Schema(SuccessAnswer(operation)?["content"]);

    /// <summary>The schema of the body of a request, or null.</summary>
    public JsonNode? Request(PlainOperation operation) =>
        Pointer.Follow(document.Root, operation.Node["requestBody"], "").Node is JsonObject node ? Schema(node["content"]) : null;

    /// <summary>The named schemas that a body can be one of, with the member that it stands under: the body itself first.</summary>
    public IEnumerable<(string Name, string? Member)> One(JsonNode? schema) => Named(schema, null, node => node);

    /// <summary>The named schemas that a body can be a list of, with the member that the list stands under.</summary>
    public IEnumerable<(string Name, string? Member)> Several(JsonNode? schema) =>
        Named(schema, null, node => Flat(node) is { } flat && DocumentNode.Text(flat, "type") == "array" ? flat["items"] : null);

    /// <summary>A named schema, references followed and parts merged; null where there is none.</summary>
    public JsonObject? Flat(string name) => Flat(new JsonObject { ["$ref"] = Schemas + name });

    /// <summary>A schema, references followed and parts merged; null where there is none.</summary>
    public JsonObject? Flat(JsonNode? schema) => Pointer.Follow(document.Root, schema, "").Node is JsonObject ? document.Flatten(schema, "") : null;

    private IEnumerable<(string Name, string? Member)> Named(JsonNode? schema, string? member, Func<JsonNode, JsonNode?> part)
    {
        if (schema is null)
            yield break;
        if (NameOf(part(schema)) is { } name)
            yield return (name, member);
        if (member is not null || Flat(schema)?["properties"] is not JsonObject properties)
            yield break;
        foreach (var property in properties.Where(property => property.Value is not null))
        {
            foreach (var found in Named(property.Value, property.Key, part))
                yield return found;
        }
    }

    // Of a reference to a reference the last; a list and a text are no record.
    private string? NameOf(JsonNode? schema)
    {
        while (schema is JsonObject { } whole && whole["allOf"] is JsonArray { Count: 1 } parts && whole["properties"] is null)
            schema = parts[0];
        if (Pointer.Follow(document.Root, schema, "") is not (JsonObject node, ['/', ..] at) || !at.StartsWith(Schemas[1..], StringComparison.Ordinal))
            return null;
        var name = at[(Schemas.Length - 1)..];
        return !name.Contains('/', StringComparison.Ordinal) && Flat(node)?["properties"] is JsonObject ? name : null;
    }

    private static JsonNode? Schema(JsonNode? content) => MediaTypes.Preferred(content as JsonObject).Content?["schema"];
}
