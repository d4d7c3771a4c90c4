using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>
/// The vocabulary as a JSON Schema (draft 7), by which an editor completes and checks a document's extensions.
/// It says nothing of OpenAPI's own words; tools for those exist.
/// </summary>
public static class VocabularySchema
{
    /// <summary>The schema; <c>spec/vocabulary.schema.json</c> is its text, and a test holds the two together.</summary>
    public static JsonObject Create() => Host(Words.Host.Root, new JsonObject
    {
        ["paths"] = Map(new JsonObject
        {
            ["properties"] = new JsonObject(OperationReader.Methods.Select(method => KeyValuePair.Create(method, (JsonNode?)Host(Words.Host.Operation)))),
        }),
        ["components"] = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["schemas"] = Map(Host(Words.Host.Resource, new JsonObject { ["properties"] = Map(Host(Words.Host.Property, Items())) })),
            },
        },
    }, new JsonObject
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["title"] = "PlanisoContract vocabulary",
    });

    private static JsonObject Items() => new()
    {
        ["items"] = new JsonObject { ["properties"] = new JsonObject { ["properties"] = Map(Host(Words.Host.Member)) } },
    };

    private static JsonObject Map(JsonObject values) => new() { ["additionalProperties"] = values };

    private static JsonObject Host(Words.Host host, JsonObject? more = null, JsonObject? head = null)
    {
        var words = Words.At(host);
        var schema = head ?? [];
        var properties = new JsonObject(words.Select(word => KeyValuePair.Create(word.Key, (JsonNode?)Of(word.Value))));
        foreach (var (name, value) in (more ?? []).ToList())
            properties[name] = value!.DeepClone();
        schema["type"] = "object";
        schema["properties"] = properties;
        // The set is closed: any other extension is an error.
        schema["patternProperties"] = new JsonObject { [$"^x-(?!({string.Join('|', words.Keys.Select(word => word[2..]))})$)"] = false };
        return schema;
    }

    private static JsonObject Of(Shape shape) => shape switch
    {
        Shape.Text => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        Shape.Flag => new JsonObject { ["type"] = "boolean" },
        Shape.Count => new JsonObject { ["type"] = "integer" },
        Shape.Plain => new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "integer", "boolean") } },
        Shape.OneOf choice => new JsonObject { ["enum"] = Texts(choice.Values) },
        Shape.ListOf list => new JsonObject
        {
            ["type"] = "array",
            ["items"] = Of(list.Element),
            ["minItems"] = 1,
            ["uniqueItems"] = true,
        },
        Shape.Members members => Of(members),
        _ => throw new InvalidOperationException($"{shape} has no JSON Schema."),
    };

    private static JsonObject Of(Shape.Members members)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(members.All.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member =>
            {
                var value = Of(member.Value);
                if (Behaviors.Named(member.Key) is { } behavior && member.Value is Shape.Members)
                    value["description"] = behavior.Summary;
                return KeyValuePair.Create(member.Key, (JsonNode?)value);
            })),
        };
        if (!members.Required.IsEmpty)
            schema["required"] = Texts([.. members.Required.Order(StringComparer.Ordinal)]);
        return schema;
    }

    private static JsonArray Texts(ImmutableArray<string> texts) => [.. texts.Select(text => (JsonNode?)text)];
}
