using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.InProcess;

/// <summary>What a header, a parameter, a cookie or a body must be (wiremock.org, "Request Matching").</summary>
public sealed class Value
{
    private readonly JsonObject _json;

    private Value(JsonObject json) => _json = json;

    /// <summary>There is none.</summary>
    public static Value Absent { get; } = Of("absent", true);

    /// <summary>This text.</summary>
    public static Value EqualTo(string text, bool ignoreCase = false)
    {
        var json = new JsonObject { ["equalTo"] = text };
        if (ignoreCase)
            json["caseInsensitive"] = true;
        return new Value(json);
    }

    /// <summary>A text with this in it.</summary>
    public static Value Containing(string part) => Of("contains", part);

    /// <summary>A text without this in it.</summary>
    public static Value NotContaining(string part) => Of("doesNotContain", part);

    /// <summary>A text that the regular expression fits as a whole.</summary>
    public static Value Matching(string regex) => Of("matches", regex);

    /// <summary>A text that the regular expression does not fit.</summary>
    public static Value NotMatching(string regex) => Of("doesNotMatch", regex);

    /// <summary>The same JSON, whatever the order of members.</summary>
    /// <param name="json">A text of JSON, which may hold placeholders such as <c>${json-unit.any-string}</c>, or an object that becomes one.</param>
    /// <param name="ignoreOrder">Whether arrays may be in another order.</param>
    /// <param name="ignoreOthers">Whether there may be more than expected.</param>
    public static Value JsonEqualTo(object json, bool ignoreOrder = false, bool ignoreOthers = false) => new(new JsonObject
    {
        ["equalToJson"] = json is string text ? text : JsonSerializer.SerializeToNode(json),
        ["ignoreArrayOrder"] = ignoreOrder,
        ["ignoreExtraElements"] = ignoreOthers,
    });

    /// <summary>JSON in which the path finds something.</summary>
    public static Value JsonPath(string path) => Of("matchesJsonPath", path);

    /// <summary>JSON in which the path finds such a value.</summary>
    public static Value JsonPath(string path, Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var json = value.ToJson();
        json["expression"] = path;
        return new Value(new JsonObject { ["matchesJsonPath"] = json });
    }

    /// <summary>JSON that is valid by a JSON schema.</summary>
    public static Value JsonSchema(string schema) => Of("matchesJsonSchema", schema);

    /// <summary>The same XML.</summary>
    public static Value XmlEqualTo(string xml) => Of("equalToXml", xml);

    /// <summary>XML in which the XPath finds something.</summary>
    public static Value XPath(string path) => Of("matchesXPath", path);

    /// <summary>A date before this.</summary>
    public static Value Before(DateTimeOffset time) => Of("before", Text(time));

    /// <summary>A date after this.</summary>
    public static Value After(DateTimeOffset time) => Of("after", Text(time));

    /// <summary>All of these.</summary>
    public static Value AllOf(params Value[] values) => Of("and", values);

    /// <summary>One of these at least.</summary>
    public static Value AnyOf(params Value[] values) => Of("or", values);

    /// <summary>Anything else.</summary>
    public static Value Not(Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Of("not", value.ToJson());
    }

    /// <summary>Of several values of one header or parameter, one for each of these.</summary>
    public static Value Including(params Value[] values) => Of("includes", values);

    /// <summary>Of several values of one header or parameter, one for each of these, and no others.</summary>
    public static Value Exactly(params Value[] values) => Of("hasExactly", values);

    /// <summary>As WireMock's JSON says it: <c>{ "equalTo": "x" }</c>.</summary>
    public static Value Json(string json) => new(Source.Object(json, "a value's pattern"));

    /// <summary>This text.</summary>
    public static implicit operator Value(string text) => EqualTo(text);

    /// <summary>WireMock's JSON.</summary>
    public override string ToString() => _json.ToJsonString(Source.Readable);

    internal JsonObject ToJson() => (JsonObject)_json.DeepClone();

    private static Value Of(string word, JsonNode value) => new(new JsonObject { [word] = value });

    private static Value Of(string word, Value[] values) => Of(word, new JsonArray([.. values.Select(value => value.ToJson())]));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
