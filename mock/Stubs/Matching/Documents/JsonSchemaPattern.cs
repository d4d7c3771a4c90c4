using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Matching.Documents.Schemas;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary><c>matchesJsonSchema</c> (wiremock.org, "Request Matching", "JSON Schema").</summary>
internal sealed class JsonSchemaPattern : ValuePattern
{
    private static readonly ImmutableArray<string> Versions = ["V4", "V6", "V7", "V201909", "V202012"];

    private readonly string _written;
    private readonly string _version;
    private readonly JsonSchema _schema;
    private readonly int _members;

    private JsonSchemaPattern(string written, string version, JsonSchema schema, int members) =>
        (_written, _version, _schema, _members) = (written, version, schema, members);

    public static JsonSchemaPattern? Of(JsonPlace place)
    {
        var written = place.Member("matchesJsonSchema")!;
        var version = Version(place.Member("schemaVersion"));
        var isText = written.Node is JsonValue value && value.TryGetValue(out string? _);
        var text = isText ? written.Text()! : written.Node?.ToJsonString() ?? "null";
        if (JsonPaths.Document(text) is not { } document)
        {
            written.Expect("a JSON schema, as a text or inline");
            return null;
        }
        try
        {
            var schema = new SchemaReader(document, version is "V4" or "V6" or "V7").Read();
            return new JsonSchemaPattern(isText ? text : JavaText.Pretty(document), version, schema, MembersOf(document));
        }
        catch (FormatException wrong)
        {
            written.Problems.Add(written.Pointer, $"This is no JSON schema that can be checked here: {wrong.Message}");
            return null;
        }
    }

    public override bool Matches(string? value) => Errors(value) == 0;

    public override double DistanceTo(string? value)
    {
        var errors = Errors(value);
        return errors <= 0 ? -errors : _members == 0 ? 1 : errors / (double)_members;
    }

    public override JsonObject ToJson() => new() { ["matchesJsonSchema"] = _written, ["schemaVersion"] = _version };

    private static string Version(JsonPlace? place)
    {
        if (place is null)
            return Versions[^1];
        if (place.Node is JsonValue value && value.TryGetValue(out string? version) && Versions.Contains(version))
            return version;
        place.Expect($"one of {string.Join(", ", Versions)}");
        return Versions[^1];
    }

    // What is no JSON is a text, and so is a number or a truth that does not fit as what it is. -1 where there is nothing.
    private int Errors(string? value)
    {
        if (value is null)
            return -1;
        var document = ReadText.Of(value).Json ?? new JValue(value);
        var errors = _schema.Errors(document, new SchemaRun());
        return errors > 0 && document is JValue { Value: not string }
            ? _schema.Errors(new JValue(value), new SchemaRun())
            : errors;
    }

    // How many members the schema describes at all levels.
    private static int MembersOf(JToken schema) => schema switch
    {
        JObject members => members.Properties().Sum(member =>
            (member.Name == "properties" && member.Value is JObject described ? described.Count : 0) + MembersOf(member.Value)),
        JArray items => items.Sum(MembersOf),
        _ => 0,
    };
}
