using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Matching.Documents.Schemas;

/// <summary>What a schema says about objects; other values meet it.</summary>
internal static class ObjectWords
{
    public static readonly Dictionary<string, SchemaWord> All = new(StringComparer.Ordinal)
    {
        ["properties"] = Properties,
        ["patternProperties"] = (value, _, reader) => ByPattern(Patterns(value, reader)),
        ["additionalProperties"] = Additional,
        ["propertyNames"] = Names,
        ["required"] = Required,
        ["minProperties"] = (value, _, _) => OnObject(SchemaReader.Number(value), (members, least) => members.Count >= least),
        ["maxProperties"] = (value, _, _) => OnObject(SchemaReader.Number(value), (members, most) => members.Count <= most),
        ["dependencies"] = Dependencies,
        ["dependentRequired"] = Dependencies,
        ["dependentSchemas"] = Dependencies,
    };

    private static SchemaCheck Properties(JToken value, JObject schema, SchemaReader reader)
    {
        var schemas = reader.ReadMembers(value);
        return (actual, run) => actual is JObject members
            ? schemas.Sum(one => members.TryGetValue(one.Key, out var member) ? one.Value.Errors(member, run) : 0)
            : 0;
    }

    private static ImmutableArray<(BoundedRegex Name, JsonSchema Schema)> Patterns(JToken value, SchemaReader reader) =>
        [.. SchemaReader.Object(value).Properties().Select(member => (SchemaReader.Regex(new JValue(member.Name)), reader.Read(member.Value)))];

    private static SchemaCheck ByPattern(ImmutableArray<(BoundedRegex Name, JsonSchema Schema)> patterns) => (actual, run) =>
        actual is JObject members
            ? members.Properties().Sum(member => patterns.Where(one => one.Name.Finds(member.Name)).Sum(one => one.Schema.Errors(member.Value, run)))
            : 0;

    private static SchemaCheck Additional(JToken value, JObject schema, SchemaReader reader)
    {
        var rest = reader.Read(value);
        var known = schema["properties"] is JObject properties ? properties.Properties().Select(member => member.Name).ToHashSet(StringComparer.Ordinal) : [];
        var patterns = schema["patternProperties"] is { } written ? Patterns(written, reader) : [];
        return (actual, run) => actual is JObject members
            ? members.Properties()
                .Where(member => !known.Contains(member.Name) && !patterns.Any(one => one.Name.Finds(member.Name)))
                .Sum(member => rest.Errors(member.Value, run))
            : 0;
    }

    private static SchemaCheck Names(JToken value, JObject schema, SchemaReader reader)
    {
        var names = reader.Read(value);
        return (actual, run) => actual is JObject members ? members.Properties().Sum(member => names.Errors(new JValue(member.Name), run)) : 0;
    }

    private static SchemaCheck? Required(JToken value, JObject schema, SchemaReader reader)
    {
        // Draft 3 had a truth at each member.
        if (value.Type == JTokenType.Boolean)
            return null;
        var names = SchemaReader.Texts(value);
        return (actual, _) => actual is JObject members ? names.Count(name => !members.ContainsKey(name)) : 0;
    }

    private static SchemaCheck Dependencies(JToken value, JObject schema, SchemaReader reader)
    {
        var all = SchemaReader.Object(value).Properties()
            .Select(member => (member.Name, Check: member.Value is JArray names ? Required(names, schema, reader)! : reader.Read(member.Value).Errors))
            .ToImmutableArray();
        return (actual, run) => actual is JObject members
            ? all.Where(one => members.ContainsKey(one.Name)).Sum(one => one.Check(actual, run))
            : 0;
    }

    private static SchemaCheck OnObject(double limit, Func<JObject, double, bool> isRight) =>
        (actual, _) => actual is JObject members && !isRight(members, limit) ? 1 : 0;
}
