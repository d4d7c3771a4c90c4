using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>
/// The vocabulary as a JSON Schema (draft 7), by which an editor completes and checks a document's extensions.
/// It says nothing of OpenAPI's own words; tools for those exist.
/// </summary>
public static class VocabularySchema
{
    private const string Rules = "x-rules";

    private static readonly ImmutableDictionary<string, Shape> RuleMembers = Words.OfRules.Add("readings", new Shape.ListOf(new Shape.Text()));

    /// <summary>The schema; <c>spec/vocabulary.schema.json</c> is its text, and a test holds the two together.</summary>
    public static JsonObject Create()
    {
        var schema = Object(Words.Host.Root, new JsonObject
        {
            ["paths"] = Map(new JsonObject
            {
                ["properties"] = Named(OperationReader.Methods, _ => Reference("operation")),
            }),
            ["components"] = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["schemas"] = Map(Object(Words.Host.Resource, new JsonObject { ["properties"] = Map(Object(Words.Host.Property, Items())) })),
                },
            },
        });
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "PlanisoContract vocabulary");
        schema["$defs"] = new JsonObject([
            .. Enum.GetValues<PlaceKind>().Select(place => KeyValuePair.Create(NameOf(place), (JsonNode?)BehaviorsAt(place))),
            new("operation", Object(Words.Host.Operation)),
            new("rule", new JsonObject { ["type"] = "object", ["properties"] = Named(RuleMembers.Keys, name => Of(RuleMembers[name])) }),
            new("ruleMember", new JsonObject { ["enum"] = Texts([.. RuleMembers.Keys.Order(StringComparer.Ordinal)]) }),
        ]);
        return schema;
    }

    private static JsonObject Items() => new()
    {
        ["items"] = new JsonObject { ["properties"] = new JsonObject { ["properties"] = Map(Object(Words.Host.Member)) } },
    };

    private static JsonObject Object(Words.Host host, JsonObject? more = null)
    {
        var words = Words.At(host);
        var properties = Named(words.Keys, word => word == Rules ? RulesIn(host) : Of(words[word]));
        foreach (var (name, value) in (more ?? []).ToList())
            properties[name] = value!.DeepClone();
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            // The set is closed: another of our words is an error here. Those of other tools are theirs.
            ["patternProperties"] = new JsonObject
            {
                [$"^({string.Join('|', Words.All.Select(word => word.Word).Where(word => !words.ContainsKey(word)).Distinct().Order(StringComparer.Ordinal))})$"] = false,
            },
        };
    }

    // In draft 7 "additionalProperties" does not see what "allOf" brings in, so "propertyNames" closes the set.
    private static JsonObject RulesIn(Words.Host host) => new()
    {
        ["allOf"] = new JsonArray([.. Words.PlacesAt(host).Select(place => Reference(NameOf(place)))]),
        ["propertyNames"] = new JsonObject
        {
            ["enum"] = Texts([.. Behaviors.All.Where(behavior => Words.PlacesAt(host).Contains(behavior.At)).Select(behavior => behavior.Name).Order(StringComparer.Ordinal)]),
        },
    };

    private static JsonObject BehaviorsAt(PlaceKind place)
    {
        var behaviors = Behaviors.All.Where(behavior => behavior.At == place).ToDictionary(behavior => behavior.Name);
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = Named(behaviors.Keys, name => Of(behaviors[name])),
            ["patternProperties"] = new JsonObject { [""] = Reference("rule") },
        };
    }

    private static JsonObject Of(Behavior behavior)
    {
        var properties = Named(behavior.Arguments.Keys, name => Of(behavior.Arguments[name]));
        properties["readings"] = new JsonObject { ["items"] = new JsonObject { ["enum"] = Texts([.. behavior.Readings.Select(mode => mode.Name)]) } };
        return new JsonObject
        {
            ["description"] = behavior.Summary,
            ["properties"] = properties,
            ["propertyNames"] = behavior.Arguments.IsEmpty
                ? Reference("ruleMember")
                : new JsonObject { ["enum"] = Texts([.. behavior.Arguments.Keys.Concat(RuleMembers.Keys).Order(StringComparer.Ordinal)]) },
        };
    }

    private static JsonObject Of(Shape shape) => shape switch
    {
        Shape.Text => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        Shape.Flag => new JsonObject { ["type"] = "boolean" },
        Shape.Count => new JsonObject { ["type"] = "integer" },
        Shape.Plain => Map(new JsonObject { ["type"] = new JsonArray("string", "integer", "boolean") }),
        Shape.OneOf choice => new JsonObject { ["enum"] = Texts(choice.Values) },
        Shape.ListOf list => new JsonObject { ["type"] = "array", ["items"] = Of(list.Element), ["minItems"] = 1, ["uniqueItems"] = true },
        Shape.Members members => Of(members),
        _ => throw new InvalidOperationException($"{shape} has no JSON Schema."),
    };

    private static JsonObject Of(Shape.Members members)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = Named(members.All.Keys, name => Of(members.All[name])),
        };
        if (!members.Required.IsEmpty)
            schema["required"] = Texts([.. members.Required.Order(StringComparer.Ordinal)]);
        return schema;
    }

    private static JsonObject Map(JsonObject values) => new() { ["type"] = "object", ["additionalProperties"] = values };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static string NameOf(PlaceKind place) => $"{char.ToLowerInvariant($"{place}"[0])}{$"{place}"[1..]}Rules";

    private static JsonObject Named(IEnumerable<string> names, Func<string, JsonNode> value) =>
        new(names.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, (JsonNode?)value(name))));

    private static JsonArray Texts(ImmutableArray<string> texts) => [.. texts.Select(text => (JsonNode?)text)];
}
