using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.InProcess;

/// <summary>
/// Which requests a stub takes, or a look into the journal finds (wiremock.org, "Request Matching"). Never changes: each
/// <c>With…</c> gives a new one that demands more.
/// </summary>
#pragma warning disable CA1716 // A word of Visual Basic, in which nobody will write these tests; in C# it reads as it should.
public sealed class On
#pragma warning restore CA1716
{
    private readonly JsonObject _json;

    private On(JsonObject json) => _json = json;

    /// <summary>Requests with GET.</summary>
    /// <param name="path">See <see cref="Method"/>.</param>
    public static On Get(string? path = null) => Method("GET", path);

    /// <summary>Requests with POST.</summary>
    /// <param name="path">See <see cref="Method"/>.</param>
    public static On Post(string? path = null) => Method("POST", path);

    /// <summary>Requests with PUT.</summary>
    /// <param name="path">See <see cref="Method"/>.</param>
    public static On Put(string? path = null) => Method("PUT", path);

    /// <summary>Requests with PATCH.</summary>
    /// <param name="path">See <see cref="Method"/>.</param>
    public static On Patch(string? path = null) => Method("PATCH", path);

    /// <summary>Requests with DELETE.</summary>
    /// <param name="path">See <see cref="Method"/>.</param>
    public static On Delete(string? path = null) => Method("DELETE", path);

    /// <summary>Requests with any method.</summary>
    /// <param name="path">See <see cref="Method"/>.</param>
    public static On Any(string? path = null) => Method("ANY", path);

    /// <summary>Requests with a method.</summary>
    /// <param name="method">Such as HEAD.</param>
    /// <param name="path">
    /// A path with any query (<c>/things</c>), a path with just this query (<c>/things?page=2</c>), a template (<c>/things/{id}</c>), or null for any.
    /// </param>
    public static On Method(string method, string? path = null)
    {
        var on = new On(new JsonObject { ["method"] = method });
        return path is null ? on : on.With(path.Contains('?', StringComparison.Ordinal) ? "url"
            : path.Contains('{', StringComparison.Ordinal) ? "urlPathTemplate" : "urlPath", path);
    }

    /// <summary>As WireMock's JSON says it: <c>{ "method": "GET", "urlPath": "/x" }</c>.</summary>
    public static On Json(string json) => new(Source.Object(json, "a request's pattern"));

    /// <summary>Whose path, without the query, fits a regular expression as a whole.</summary>
    public On WithPathMatching(string regex) => With("urlPathPattern", regex);

    /// <summary>With this parameter of a path's template.</summary>
    public On WithPathParameter(string name, Value value) => With("pathParameters", name, value);

    /// <summary>With this query parameter.</summary>
    public On WithQuery(string name, Value value) => With("queryParameters", name, value);

    /// <summary>With this header.</summary>
    public On WithHeader(string name, Value value) => With("headers", name, value);

    /// <summary>With this cookie.</summary>
    public On WithCookie(string name, Value value) => With("cookies", name, value);

    /// <summary>With this field of a form in the body.</summary>
    public On WithForm(string name, Value value) => With("formParameters", name, value);

    /// <summary>With such a body; several calls demand all of them.</summary>
    public On WithBody(Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var json = (JsonObject)_json.DeepClone();
        var patterns = json["bodyPatterns"] as JsonArray ?? [];
        json["bodyPatterns"] = new JsonArray([.. patterns.Select(pattern => pattern!.DeepClone()), value.ToJson()]);
        return new On(json);
    }

    /// <summary>With HTTP's Basic authentication.</summary>
    public On WithBasicAuth(string user, string password) =>
        With("basicAuthCredentials", new JsonObject { ["username"] = user, ["password"] = password });

    /// <summary>WireMock's JSON.</summary>
    public override string ToString() => _json.ToJsonString(Source.Readable);

    internal JsonObject ToJson() => (JsonObject)_json.DeepClone();

    private On With(string member, JsonNode value)
    {
        var json = ToJson();
        json[member] = value;
        return new On(json);
    }

    private On With(string member, string name, Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var named = _json[member]?.DeepClone() as JsonObject ?? [];
        named[name] = value.ToJson();
        return With(member, named);
    }
}
