using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Models;

/// <summary>The request as templates see it (wiremock.org, "Response Templating", "The request model"). A member is made when it is asked for.</summary>
internal sealed class RequestModel(TemplateModel model, SeededRandom random) : IHasMembers, IHasText, IHasJson
{
    private static readonly string[] Lines = ["method", "scheme", "host", "port", "query", "url", "clientIp", "baseUrl", "path", "pathSegments"];
    private static readonly string[] Others = ["headers", "cookies", "body", "parts", "baseUrl", "method", "scheme", "host", "port", "url", "query", "path", "pathSegments", "clientIp", "bodyAsBase64", "multipart", "binary"];

    private readonly Dictionary<string, object?> _made = new(StringComparer.Ordinal);

    private StubRequest Request => model.Request;

    public string Text => JsonWriting.Pretty(this);

    public object Json
    {
        get
        {
            var json = new TemplateMap { ["id"] = Made("id"), ["requestLine"] = LineMap() };
            foreach (var name in Others)
                json[name] = Made(name);
            return json;
        }
    }

    public bool TryGet(string name, out object? value) => (value = name == "requestLine" ? LineMap() : Made(name)) is not null;

    private object? Made(string name)
    {
        if (!_made.TryGetValue(name, out var value))
            _made[name] = value = Make(name);
        return value;
    }

    private object? Make(string name) => name switch
    {
        "id" => random.Uuid().ToString(),
        "method" => new NamedText(Request.Method),
        "url" => Request.Url,
        "path" or "pathSegments" => PathModel.Of(Request.Path, model.Stub.Request.PathVariables(Request)),
        "query" => RequestParts.Query(Request.Query),
        "headers" => RequestParts.Headers(Request.Headers),
        "cookies" => RequestParts.Cookies(Request.Headers),
        "host" => Request.Host,
        "port" => Request.Port,
        "scheme" => Request.Scheme,
        "baseUrl" => $"{Request.Scheme}://{Request.Host}{(IsDefaultPort ? "" : $":{Request.Port}")}",
        "clientIp" => Request.ClientIp,
        "body" => Request.BodyText,
        "bodyAsBase64" => Convert.ToBase64String(Request.Body.Span),
        "binary" => !RequestParts.IsText(Request.Headers["Content-Type"].ToString()),
        "multipart" => MultipartModel.IsMultipart(Request),
        "parts" => MultipartModel.PartsOf(Request),
        _ => null,
    };

    private bool IsDefaultPort => Request.Port == (Request.Scheme == "https" ? 443 : 80);

    private TemplateMap LineMap()
    {
        var line = new TemplateMap();
        foreach (var name in Lines)
            line[name] = Made(name);
        return line;
    }
}
