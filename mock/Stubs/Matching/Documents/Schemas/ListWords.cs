using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Matching.Documents.Schemas;

/// <summary>What a schema says about lists; other values meet it.</summary>
internal static class ListWords
{
    public static readonly Dictionary<string, SchemaWord> All = new(StringComparer.Ordinal)
    {
        ["items"] = Items,
        ["prefixItems"] = (value, _, reader) => Places(reader.ReadItems(value)),
        ["additionalItems"] = (value, schema, reader) => schema["items"] is JArray items ? Rest(items.Count, reader.Read(value)) : null,
        ["contains"] = Contains,
        ["minItems"] = (value, _, _) => OnList(SchemaReader.Number(value), (items, least) => items.Count >= least),
        ["maxItems"] = (value, _, _) => OnList(SchemaReader.Number(value), (items, most) => items.Count <= most),
        ["uniqueItems"] = (value, _, _) => value is JValue { Value: true } ? (actual, run) => actual is JArray items && !AreUnique(items, run) ? 1 : 0 : null,
    };

    // A list of schemas is one for each place (before 2020-12); else the schema is for all, or for those behind prefixItems.
    private static SchemaCheck Items(JToken value, JObject schema, SchemaReader reader) => value is JArray
        ? Places(reader.ReadItems(value))
        : Rest(schema["prefixItems"] is JArray prefix ? prefix.Count : 0, reader.Read(value));

    private static SchemaCheck Places(ImmutableArray<JsonSchema> schemas) => (actual, run) =>
        actual is JArray items ? items.Zip(schemas).Sum(pair => pair.Second.Errors(pair.First, run)) : 0;

    private static SchemaCheck Rest(int from, JsonSchema schema) => (actual, run) =>
        actual is JArray items ? items.Skip(from).Sum(item => schema.Errors(item, run)) : 0;

    private static SchemaCheck Contains(JToken value, JObject schema, SchemaReader reader)
    {
        var wanted = reader.Read(value);
        var least = schema["minContains"] is { } min ? SchemaReader.Number(min) : 1;
        var most = schema["maxContains"] is { } max ? SchemaReader.Number(max) : double.MaxValue;
        return (actual, run) => actual is JArray items && items.Count(item => wanted.Takes(item, run)) is var found && (found < least || found > most) ? 1 : 0;
    }

    private static bool AreUnique(JArray items, SchemaRun run)
    {
        // Those that are written alike are alike; only others need to be compared.
        if (items.Select(item => Paths.JavaText.Compact(item)).Distinct(StringComparer.Ordinal).Count() < items.Count)
            return false;
        for (var index = 1; index < items.Count; index++)
        {
            for (var before = 0; before < index; before++)
            {
                if (!run.Step() || SchemaWords.IsSame(items[before], items[index]))
                    return false;
            }
        }
        return true;
    }

    private static SchemaCheck OnList(double limit, Func<JArray, double, bool> isRight) =>
        (actual, _) => actual is JArray items && !isRight(items, limit) ? 1 : 0;
}
