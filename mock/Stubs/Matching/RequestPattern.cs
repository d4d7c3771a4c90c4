using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>Which requests a stub takes, or a search of the journal finds (wiremock.org, "Request Matching").</summary>
internal sealed partial class RequestPattern
{
    private readonly JsonObject _source;
    private Regex? _pathPattern;

    private RequestPattern(JsonObject source) => _source = source;

    /// <summary>The only method, upper case; null for any or for several.</summary>
    public string? Method { get; private init; }

    /// <summary>The only path with its query (<c>url</c>), or null.</summary>
    public string? Url { get; private init; }

    /// <summary>The only path (<c>urlPath</c>), or null.</summary>
    public string? Path { get; private init; }

    /// <summary>How the path of each request begins that can match; at least <c>/</c>.</summary>
    public string Prefix { get; private init; } = "/";

    public static RequestPattern Read(JsonPlace place)
    {
        var regex = place.Member("urlPathPattern")?.Text();
        var header = place.Member("headers")?.Object?.First();
        return new(place.Object ?? [])
        {
            Method = place.Member("method")?.Text() is { } method and not "ANY" ? method : null,
            Url = place.Member("url")?.Text(),
            Path = place.Member("urlPath")?.Text(),
            Prefix = regex is null ? "/" : Regex.Match(regex, "^[A-Za-z0-9/-]*").Value,
            Header = header is { Value: JsonObject value } ? (header.Value.Key, value["equalTo"]!.ToString()) : null,
            _pathPattern = regex is null ? null : new Regex("^(" + regex + ")$", RegexOptions.NonBacktracking),
        };
    }

    public bool Matches(StubRequest request) => DistanceTo(request) == 0;

    /// <summary>From 0, a match, to 1: how far the request is from one, as WireMock measures near misses.</summary>
    public double DistanceTo(StubRequest request) =>
        MatchesTarget(request) && (Header is not { } header || request.Headers[header.Name] == header.Value) ? 0 : 1;

    /// <summary>The variables of <c>urlPathTemplate</c> in a request that matches; none without a template.</summary>
    public IReadOnlyDictionary<string, string> PathVariables(StubRequest request) =>
        (_source["urlPathTemplate"]?.ToString() ?? "").Split('/').Zip(request.Path.Split('/'))
            .Where(pair => pair.First.StartsWith('{')).ToDictionary(pair => pair.First.Trim('{', '}'), pair => pair.Second);

    public JsonObject ToJson() => (JsonObject)_source.DeepClone();
}
