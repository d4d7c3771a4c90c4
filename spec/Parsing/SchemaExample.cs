using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>The example of a body: the documented one, else one that has what its schema says that it has.</summary>
internal sealed class SchemaExample(DocumentNode document)
{
    private readonly HashSet<string> _open = [];

    /// <param name="content">A Media Type Object, or null.</param>
    /// <param name="at">Where it stands.</param>
    public JsonNode? Of(JsonNode? content, string at)
    {
        if (content?["example"] is { } example)
            return example;
        if ((content?["examples"] as JsonObject)?.FirstOrDefault().Value is { } named
            && Pointer.Follow(document.Root, named, at).Node is JsonObject { } shown && shown["value"] is { } value)
            return value;
        return content?["schema"] is { } schema ? Made(schema, at) : null;
    }

    private JsonNode? Made(JsonNode? schema, string at)
    {
        var reference = DocumentNode.Text(schema, "$ref");
        // A schema inside of itself is shown once.
        if (reference is not null && !_open.Add(reference))
            return null;
        try
        {
            return schema is JsonObject ? Of(document.Flatten(schema, at), at) : null;
        }
        finally
        {
            if (reference is not null)
                _open.Remove(reference);
        }
    }

    private JsonNode? Of(JsonObject schema, string at)
    {
        if (schema["example"] is { } example)
            return example.DeepClone();
        if (schema["enum"] is JsonArray { Count: > 0 } values)
            return values[0]?.DeepClone();
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray { Count: > 0 } choices && schema["properties"] is null)
            return Made(choices[0], at);
        return (DocumentNode.Text(schema, "type") ?? (schema["properties"] is null ? "" : "object")) switch
        {
            "object" => Members(schema, at),
            "array" => Made(schema["items"], at) is { } element ? new JsonArray(element) : new JsonArray(),
            _ when DocumentNode.Flag(schema, "nullable") => null,
            "integer" or "number" => 1,
            "boolean" => false,
            "string" => Literal(schema) ?? "text",
            _ => null,
        };
    }

    // A pattern without signs of its own shows the beginning itself.
    private static string? Literal(JsonObject schema) => DocumentNode.Text(schema, "pattern") is ['^', .. var head] && head.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_') ? head : null;

    // What must be there; where next to nothing must, what can.
    private JsonObject Members(JsonObject schema, string at)
    {
        var properties = (schema["properties"] as JsonObject ?? []).Where(property => !DocumentNode.Flag(property.Value, "writeOnly")).ToList();
        var required = DocumentNode.Texts(schema["required"]).ToHashSet();
        // A record shows by what it is known.
        if (DocumentNode.Text(schema["x-resource"], "identity") is { } identity)
            required.Add(identity);
        var shown = properties.Where(property => required.Contains(property.Key)).ToList();
        return new JsonObject((shown.Count > 1 ? shown : properties)
            .Select(property => KeyValuePair.Create(property.Key, Made(property.Value, Pointer.Down($"{at}/properties", property.Key)))));
    }
}
