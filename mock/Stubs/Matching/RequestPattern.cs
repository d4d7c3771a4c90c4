using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs.Matching.Urls;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>Which requests a stub takes, or a search of the journal finds (wiremock.org, "Request Matching").</summary>
internal sealed partial class RequestPattern
{
    private const string AnyMethod = "ANY";
    private const string GetOrHead = "GET_OR_HEAD";

    private readonly string _method;
    private readonly UrlPattern _url;
    private readonly string? _scheme;
    private readonly int? _port;
    private readonly ValuePattern? _host;
    private readonly ValuePattern? _clientIp;
    private readonly NamedPatterns<ValuePattern>? _pathParameters;
    private readonly NamedPatterns<ValuesPattern>? _headers;
    private readonly NamedPatterns<ValuesPattern>? _query;
    private readonly NamedPatterns<ValuesPattern>? _form;
    private readonly NamedPatterns<ValuePattern>? _cookies;
    private readonly BasicCredentials? _credentials;

    private RequestPattern(JsonPlace place)
    {
        _scheme = Given(place, "scheme")?.Text();
        _host = One(place, "host");
        _port = Given(place, "port")?.Integer();
        _clientIp = One(place, "clientIp");
        _method = Given(place, "method")?.Text() ?? AnyMethod;
        _url = UrlPattern.Read(place);
        _headers = Many(place, "headers");
        _pathParameters = Single(place, "pathParameters");
        _query = Many(place, "queryParameters");
        _form = Many(place, "formParameters");
        _cookies = Single(place, "cookies");
        _credentials = BasicCredentials.Read(Given(place, "basicAuth") ?? Given(place, "basicAuthCredentials"));
        ReadBody(place);
        if (_pathParameters is { Count: > 0 } && _url.Template is null)
            place.Problems.Add($"{place.Pointer}/pathParameters", "Expected urlPathTemplate beside pathParameters, found none; WireMock would not look at them.");
        if (Given(place, "customMatcher") is { } custom)
            place.Problems.Add(custom.Pointer, "The mock loads no code, so there is no custom matcher; say it with the matchers for values, or answer with a transformer.");
        place.NoOthers();
    }

    /// <summary>The only method, upper case; null for any or for several.</summary>
    public string? Method => _method is AnyMethod or GetOrHead ? null : _method;

    /// <summary>The only path with its query (<c>url</c>), or null.</summary>
    public string? Url => _url.Word == "url" ? _url.Text : null;

    /// <summary>The only path (<c>urlPath</c>), or null.</summary>
    public string? Path => _url.Word == "urlPath" ? _url.Text : null;

    /// <summary>How the path of each request begins that can match; at least <c>/</c>.</summary>
    public string Prefix => _url.Prefix;

    /// <summary>Whether it takes each method; a pattern for GET and HEAD has no only one either.</summary>
    public bool TakesAnyMethod => _method == AnyMethod;

    public static RequestPattern Read(JsonPlace place)
    {
        if (place.Object is null)
            place.Expect("an object");
        return new RequestPattern(place);
    }

    /// <summary>The cheap tests first, the body last.</summary>
    public bool Matches(StubRequest request) =>
        MethodMatches(request) && _url.Matches(request)
        && (_port is null || _port == request.Port) && (_scheme is null || _scheme == request.Scheme)
        && (_host is null || _host.Matches(request.Host)) && (_clientIp is null || _clientIp.Matches(request.ClientIp))
        && HeadersMatch(request) && QueryMatches(request) && CookiesMatch(request) && PathParametersMatch(request)
        && FormMatches(request) && BodyMatches(request);

    /// <summary>The variables of <c>urlPathTemplate</c> in a request that matches; none without a template.</summary>
    public IReadOnlyDictionary<string, string> PathVariables(StubRequest request) =>
        _url.Template?.Read(request.Path) ?? System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        Add("scheme", _scheme);
        Add("host", _host?.ToJson());
        Add("port", _port);
        if (_url.Word is { } word)
            json[word] = _url.Text;
        Add("clientIp", _clientIp?.ToJson());
        json["method"] = _method;
        Add("headers", _headers?.ToJson(pattern => pattern.ToJson()));
        Add("pathParameters", _pathParameters?.ToJson(pattern => pattern.ToJson()));
        Add("queryParameters", _query?.ToJson(pattern => pattern.ToJson()));
        Add("formParameters", _form?.ToJson(pattern => pattern.ToJson()));
        Add("cookies", _cookies?.ToJson(pattern => pattern.ToJson()));
        Add("basicAuthCredentials", _credentials?.ToJson());
        WriteBody(json);
        return json;

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
                json[name] = value;
        }
    }

    private bool MethodMatches(StubRequest request) =>
        _method == AnyMethod || _method == request.Method || (_method == GetOrHead && request.Method is "GET" or "HEAD");

    private bool HeadersMatch(StubRequest request)
    {
        if (_headers is not null)
        {
            foreach (var (name, pattern) in _headers.All)
            {
                if ((_credentials is null || name != BasicCredentials.Header) && !pattern.Matches(request.Headers[name]))
                    return false;
            }
        }
        return _credentials is null || _credentials.Pattern.Matches(request.Headers[BasicCredentials.Header]);
    }

    private bool QueryMatches(StubRequest request)
    {
        foreach (var (name, pattern) in _query?.All ?? [])
        {
            if (!pattern.Matches(request.QueryParameters[name]))
                return false;
        }
        return true;
    }

    private bool FormMatches(StubRequest request)
    {
        foreach (var (name, pattern) in _form?.All ?? [])
        {
            if (!pattern.Matches(request.FormParameters[name]))
                return false;
        }
        return true;
    }

    private bool CookiesMatch(StubRequest request)
    {
        foreach (var (name, pattern) in _cookies?.All ?? [])
        {
            if (!CookieMatches(pattern, request.Cookies[name]))
                return false;
        }
        return true;
    }

    private bool PathParametersMatch(StubRequest request)
    {
        if (_pathParameters is not { Count: > 0 })
            return true;
        var values = PathVariables(request);
        foreach (var (name, pattern) in _pathParameters.All)
        {
            if (!pattern.Matches(values.GetValueOrDefault(name)))
                return false;
        }
        return true;
    }
}
