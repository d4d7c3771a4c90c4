using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>Writes what OpenAPI 3.1 says otherwise than 3.0 as 3.0 does, so that all that reads a document has to know one of them.</summary>
internal static class OpenApi31
{
    /// <summary>Changes the document where it says that it is OpenAPI 3.1.</summary>
    public static void Normalize(JsonObject root)
    {
        if (root["openapi"]?.ToString().StartsWith("3.1", StringComparison.Ordinal) != true)
            return;
        root["openapi"] = "3.0.3";
        root.Remove("jsonSchemaDialect");
        root.Remove("webhooks");
        (root["info"] as JsonObject)?.Remove("summary");
        (root["components"] as JsonObject)?.Remove("pathItems");
        if (root["info"]?["license"] is JsonObject license)
            license.Remove("identifier");
        root["paths"] ??= new JsonObject();
        Walk(root, "");
    }

    private static void Walk(JsonNode? node, string name)
    {
        if (node is JsonArray list)
        {
            foreach (var element in list)
                Walk(element, name);
        }
        if (node is not JsonObject members || name is "example" or "default" or "enum")
            return;
        if (name is not ("properties" or "parameters" or "responses"))
            Schema(members);
        foreach (var (inner, value) in members.ToArray())
            Walk(value, name == "properties" ? "" : inner);
    }

    private static void Schema(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            string[] names = [.. types.Select(type => type!.ToString())];
            schema["nullable"] = names.Contains("null");
            schema["type"] = names.FirstOrDefault(type => type != "null") ?? "string";
        }
        foreach (var choice in (string[])["anyOf", "oneOf"])
            WithoutNull(schema, choice);
        Bound(schema, "exclusiveMinimum", "minimum");
        Bound(schema, "exclusiveMaximum", "maximum");
        if (schema["const"] is { } one)
        {
            schema.Remove("const");
            schema["enum"] = new JsonArray(one.DeepClone());
        }
        // Of a media type they are named objects, in 3.0 as well.
        if (schema["examples"] is JsonArray examples)
        {
            schema.Remove("examples");
            schema["example"] ??= examples.FirstOrDefault()?.DeepClone();
        }
        schema.Remove("$schema");
    }

    private static void WithoutNull(JsonObject schema, string choice)
    {
        if (schema[choice] is not JsonArray choices || choices.FirstOrDefault(one => one is JsonObject type && type["type"]?.ToString() == "null") is not { } none)
            return;
        choices.Remove(none);
        schema["nullable"] = true;
        if (choices is not [JsonObject only])
            return;
        schema.Remove(choice);
        choices.Clear();
        if (only.ContainsKey("$ref"))
            schema["allOf"] = new JsonArray(only);
        else
        {
            foreach (var (name, value) in only)
                schema[name] ??= value?.DeepClone();
        }
    }

    private static void Bound(JsonObject schema, string exclusive, string inclusive)
    {
        if (schema[exclusive] is not JsonValue bound || bound.GetValueKind() != JsonValueKind.Number)
            return;
        schema[inclusive] = bound.DeepClone();
        schema[exclusive] = true;
    }
}
