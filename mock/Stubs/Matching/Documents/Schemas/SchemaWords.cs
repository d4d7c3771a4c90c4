using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs.Matching.Documents.Schemas;

/// <summary>Reads one keyword: its value, the schema it stands in, who reads; null where it demands nothing.</summary>
internal delegate SchemaCheck? SchemaWord(JToken value, JObject schema, SchemaReader reader);

/// <summary>The keywords of JSON schema (json-schema.org, "Validation").</summary>
internal static class SchemaWords
{
    private static readonly ImmutableArray<string> Types = ["array", "boolean", "integer", "null", "number", "object", "string"];

    /// <summary>What would be ignored without a word.</summary>
    public static readonly ImmutableDictionary<string, string> Refused = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
    {
        ["$dynamicRef"] = "$dynamicRef is not known here; use $ref.",
        ["$recursiveRef"] = "$recursiveRef is not known here; use $ref.",
        ["unevaluatedItems"] = "unevaluatedItems is not known here; use items or additionalItems.",
        ["unevaluatedProperties"] = "unevaluatedProperties is not known here; use additionalProperties.",
    });

    public static readonly ImmutableDictionary<string, SchemaWord> ByName = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
        new Dictionary<string, SchemaWord>
        {
            ["type"] = Type,
            ["enum"] = Enum,
            ["const"] = (value, _, _) => (actual, _) => IsSame(value, actual) ? 0 : 1,
            ["allOf"] = AllOf,
            ["anyOf"] = AnyOf,
            ["oneOf"] = OneOf,
            ["not"] = Not,
            ["if"] = If,
        }.Concat(ValueWords.All).Concat(ListWords.All).Concat(ObjectWords.All));

    /// <summary>Equal as JSON schema says: 1 is 1.0.</summary>
    public static bool IsSame(JToken one, JToken other) => new JsonComparison(false, false, ImmutableDictionary<string, JsonPlaceholder>.Empty).AreEqual(one, other);

    private static SchemaCheck Type(JToken value, JObject schema, SchemaReader reader)
    {
        var types = value is JValue { Value: string one } ? [one] : SchemaReader.Texts(value);
        if (types.FirstOrDefault(type => !Types.Contains(type)) is { } unknown)
            throw new FormatException($"{value.Path}: there is no type {unknown}; known are {string.Join(", ", Types)}.");
        return (actual, _) => types.Any(type => Is(actual, type)) ? 0 : 1;
    }

    private static bool Is(JToken actual, string type) => actual.Type switch
    {
        JTokenType.Object => type == "object",
        JTokenType.Array => type == "array",
        JTokenType.Boolean => type == "boolean",
        JTokenType.Null => type == "null",
        JTokenType.Integer => type is "integer" or "number",
        JTokenType.Float => type == "number" || (type == "integer" && JsonNumbers.ToDouble((JValue)actual) % 1 == 0),
        _ => type == "string",
    };

    private static SchemaCheck Enum(JToken value, JObject schema, SchemaReader reader)
    {
        var values = value as JArray ?? throw SchemaReader.Wrong(value, "a list of values");
        return (actual, _) => values.Any(one => IsSame(one, actual)) ? 0 : 1;
    }

    private static SchemaCheck AllOf(JToken value, JObject schema, SchemaReader reader)
    {
        var schemas = reader.ReadItems(value);
        return (actual, run) => schemas.Sum(one => one.Errors(actual, run));
    }

    private static SchemaCheck AnyOf(JToken value, JObject schema, SchemaReader reader)
    {
        var schemas = reader.ReadItems(value);
        return (actual, run) => schemas.Any(one => one.Takes(actual, run)) ? 0 : schemas.Length;
    }

    private static SchemaCheck OneOf(JToken value, JObject schema, SchemaReader reader)
    {
        var schemas = reader.ReadItems(value);
        return (actual, run) => schemas.Count(one => one.Takes(actual, run)) == 1 ? 0 : 1;
    }

    private static SchemaCheck Not(JToken value, JObject schema, SchemaReader reader)
    {
        var refused = reader.Read(value);
        return (actual, run) => refused.Takes(actual, run) ? 1 : 0;
    }

    private static SchemaCheck? If(JToken value, JObject schema, SchemaReader reader)
    {
        var condition = reader.Read(value);
        var then = schema["then"] is { } yes ? reader.Read(yes) : null;
        var otherwise = schema["else"] is { } no ? reader.Read(no) : null;
        return (actual, run) => (condition.Takes(actual, run) ? then : otherwise)?.Errors(actual, run) ?? 0;
    }
}
