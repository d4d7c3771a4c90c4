using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>What type the fields of a resource have, told from their schemas.</summary>
internal sealed class FieldTypeReader(DocumentNode document, string resource)
{
    /// <summary>The type; reports where there is none.</summary>
    public FieldType Of(JsonObject schema, LinkWord? link, ReferencesWord? references, string at)
    {
        switch (DocumentNode.Text(schema, "type") ?? Alternative(schema, at) ?? OfValues(schema), DocumentNode.Text(schema, "format"))
        {
            case ("object", _) when link is not null:
                return FieldType.Link;
            case ("array", _) when references is not null:
                return FieldType.References;
            case ("array", _) when ItemType(schema, at) is { } several:
                return several;
            case ("integer", _):
                return FieldType.Integer;
            case ("boolean", _):
                return FieldType.Boolean;
            case ("string", _) when schema["x-set-on"] is not null:
                return FieldType.Timestamp;
            case ("number", _):
                return FieldType.Number;
            case ("string", "date-time"):
                return FieldType.Timestamp;
            case ("string", "date"):
                return FieldType.Date;
            case ("string", _):
                return FieldType.Text;
            case ("object" or "array", _):
                return FieldType.Json;
            case var (type, _):
                if (type is null && (schema["oneOf"] ?? schema["anyOf"] ?? schema["properties"] ?? schema["additionalProperties"] ?? schema["not"]) is not null)
                    return FieldType.Json;
                document.Report(at, $"type string, integer, number, boolean, object or array (in {resource})",
                    type is null ? "no type" : $"type {type}");
                return FieldType.Text;
        }
    }

    private static readonly string[] Narrowest = ["boolean", "integer", "number", "string"];

    // Answers may write a number or a flag as text, too: a choice of several types is the narrowest of them.
    private string? Alternative(JsonObject schema, string at)
    {
        var types = Choices(schema, at).Select(part => DocumentNode.Text(part, "type") ?? OfValues(part)).ToList();
        return Narrowest.FirstOrDefault(types.Contains);
    }

    private IEnumerable<JsonObject> Choices(JsonObject schema, string at) =>
        ((schema["anyOf"] ?? schema["oneOf"]) as JsonArray ?? []).Select(part => document.Flatten(part, at));

    /// <summary>A choice between something and nothing is that something.</summary>
    public JsonObject Single(JsonObject schema, string at)
    {
        if (schema["type"] is not null || Choices(schema, at).Where(part => !IsNothing(part)).ToList() is not [var only])
            return schema;
        var single = (JsonObject)schema.DeepClone();
        single.Remove("anyOf");
        single.Remove("oneOf");
        foreach (var (name, value) in only)
            single[name] ??= value?.DeepClone();
        return single;
    }

    private static bool IsNothing(JsonObject schema) => schema["enum"] is JsonArray { Count: > 0 } values && values.All(value => value is null || value.ToString().Length == 0);

    // Without a type the declared values say it.
    private static string? OfValues(JsonObject schema) => (schema["enum"] as JsonArray)?.FirstOrDefault(value => value is not null)?.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => null,
    };

    private FieldType? ItemType(JsonObject schema, string at)
    {
        var items = document.Flatten(schema["items"], $"{at}/items");
        return DocumentNode.Text(items, "type") switch
        {
            "string" or "integer" when schema["x-refers"] is not null => FieldType.Identities,
            "string" => FieldType.Texts,
            "object" when items["properties"] is JsonObject members && members.All(member => IsPlainMember(member.Value, at)) => FieldType.Entries,
            _ => null,
        };
    }

    // What a member holds that has members itself is taken as a whole.
    private bool IsPlainMember(JsonNode? member, string at) =>
        DocumentNode.Text(document.Flatten(member, at), "type") is not ("object" or "array");
}
