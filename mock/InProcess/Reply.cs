using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.InProcess;

/// <summary>
/// What a stub answers (wiremock.org, "Stubbing", "Simulating Faults"). Never changes: each call gives a new one.
/// </summary>
public sealed class Reply
{
    private readonly JsonObject _json;

    private Reply(JsonObject json) => _json = json;

    /// <summary>With a status, and nothing more yet.</summary>
    public static Reply With(int status) => new(new JsonObject { ["status"] = status });

    /// <summary>What the contract answers, to be changed by <see cref="Set"/>, <see cref="Remove"/>, <see cref="Merge"/>, <see cref="WithStatus"/> and the rest.</summary>
    public static Reply FromContract() => new(new JsonObject { ["transformers"] = new JsonArray("contract") });

    /// <summary>What another server answers; the options must allow its host.</summary>
    public static Reply FromServer(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new Reply(new JsonObject { ["proxyBaseUrl"] = server.ToString().TrimEnd('/') });
    }

    /// <summary>No answer, or half of one.</summary>
    public static Reply Broken(ConnectionFault fault) => new(new JsonObject
    {
        ["fault"] = fault switch
        {
            ConnectionFault.Empty => "EMPTY_RESPONSE",
            ConnectionFault.Reset => "CONNECTION_RESET_BY_PEER",
            ConnectionFault.Malformed => "MALFORMED_RESPONSE_CHUNK",
            ConnectionFault.Garbage => "RANDOM_DATA_THEN_CLOSE",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "There is Empty, Reset, Malformed and Garbage."),
        },
    });

    /// <summary>As WireMock's JSON says it: <c>{ "status": 500, "body": "no" }</c>.</summary>
    public static Reply Json(string json) => new(Source.Object(json, "a response"));

    /// <summary>Another status.</summary>
    public Reply WithStatus(int status) => Having("status", status);

    /// <summary>Words of its own beside the status.</summary>
    public Reply WithMessage(string message) => Having("statusMessage", message);

    /// <summary>A header, once for each value.</summary>
    public Reply WithHeader(string name, params string[] values)
    {
        var headers = _json["headers"]?.DeepClone() as JsonObject ?? [];
        headers[name] = values is [var only] ? only : new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        return Having("headers", headers);
    }

    /// <summary>A body of text.</summary>
    public Reply WithText(string body) => Having("body", body);

    /// <summary>A body of JSON, and its content type.</summary>
    /// <param name="body">What becomes JSON: an anonymous object, a dictionary, a node.</param>
    public Reply WithJson(object body) => Having("jsonBody", JsonSerializer.SerializeToNode(body)).WithHeader("Content-Type", "application/json");

    /// <summary>A body of bytes.</summary>
    public Reply WithBytes(byte[] body) => Having("base64Body", Convert.ToBase64String(body));

    /// <summary>A body from a file below <c>__files</c> in the root directory.</summary>
    public Reply WithFile(string name) => Having("bodyFileName", name);

    /// <summary>Not before so much time has passed.</summary>
    public Reply After(TimeSpan delay) => Having("fixedDelayMilliseconds", (int)delay.TotalMilliseconds);

    /// <summary>Body and headers are Handlebars templates.</summary>
    public Reply AsTemplate()
    {
        var transformers = _json["transformers"] as JsonArray ?? [];
        return Having("transformers", new JsonArray([.. transformers.Select(name => name!.DeepClone()), "response-template"]));
    }

    /// <summary>Of the contract's answer: gives what is at a path another value.</summary>
    /// <param name="path">A JSONPath, such as <c>$.data.active</c>.</param>
    /// <param name="value">What becomes JSON.</param>
    public Reply Set(string path, object? value) => Changing("set", changes => ((JsonObject)changes)[path] = JsonSerializer.SerializeToNode(value), new JsonObject());

    /// <summary>Of the contract's answer: takes away what is at a path.</summary>
    /// <param name="path">A JSONPath, such as <c>$.data.active</c>.</param>
    public Reply Remove(string path) => Changing("remove", changes => ((JsonArray)changes).Add((JsonNode)path), new JsonArray());

    /// <summary>Lays members over the contract's answer (RFC 7396): <c>new { data = new { active = false } }</c>.</summary>
    public Reply Merge(object members) => Having("transformerParameters", Parameters("merge", JsonSerializer.SerializeToNode(members)));

    /// <summary>WireMock's JSON.</summary>
    public override string ToString() => _json.ToJsonString(Source.Readable);

    internal JsonObject ToJson() => (JsonObject)_json.DeepClone();

    private Reply Changing(string word, Action<JsonNode> change, JsonNode empty)
    {
        var changes = _json["transformerParameters"]?[word]?.DeepClone() ?? empty;
        change(changes);
        return Having("transformerParameters", Parameters(word, changes));
    }

    private JsonObject Parameters(string name, JsonNode? value)
    {
        var parameters = _json["transformerParameters"]?.DeepClone() as JsonObject ?? [];
        parameters[name] = value;
        return parameters;
    }

    private Reply Having(string member, JsonNode? value)
    {
        var json = ToJson();
        json[member] = value;
        return new Reply(json);
    }
}
