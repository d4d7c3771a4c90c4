using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>One thing that a pattern expects of a request, and what it finds.</summary>
/// <param name="Name">What is looked at: <c>method</c>, <c>url</c>, <c>header X-A</c>.</param>
/// <param name="Expected">For people.</param>
/// <param name="Actual">Null where it is absent.</param>
/// <param name="Matches">Whether it is right.</param>
internal sealed record PatternPart(string Name, string Expected, string? Actual, bool Matches);

internal sealed partial class RequestPattern
{
    /// <summary>All that the pattern expects, part by part, so that a person sees what misses.</summary>
    public IEnumerable<PatternPart> Explain(StubRequest request)
    {
        yield return new("method", _method, request.Method, MethodMatches(request));
        if (_url.Word is { } word)
            yield return new(word, _url.Text!, _url.Actual(request), _url.Matches(request));
        if (_scheme is not null)
            yield return new("scheme", _scheme, request.Scheme, _scheme == request.Scheme);
        if (_host is not null)
            yield return new("host", _host.Expected, request.Host, _host.Matches(request.Host));
        if (_port is { } port)
            yield return new("port", $"{port}", $"{request.Port}", port == request.Port);
        if (_clientIp is not null)
            yield return new("clientIp", _clientIp.Expected, request.ClientIp, _clientIp.Matches(request.ClientIp));
        var variables = PathVariables(request);
        foreach (var (name, pattern) in _pathParameters?.All ?? [])
            yield return new($"path parameter {name}", pattern.Expected, variables.GetValueOrDefault(name), pattern.Matches(variables.GetValueOrDefault(name)));
        foreach (var part in Explain("header", _headers, name => request.Headers[name]))
            yield return part;
        if (_credentials is not null)
            yield return Explain($"header {BasicCredentials.Header}", _credentials.Pattern, request.Headers[BasicCredentials.Header]);
        foreach (var part in Explain("query parameter", _query, name => request.QueryParameters[name]))
            yield return part;
        foreach (var part in Explain("form parameter", _form, name => request.FormParameters[name]))
            yield return part;
        foreach (var (name, pattern) in _cookies?.All ?? [])
            yield return new($"cookie {name}", pattern.Expected, Joined(request.Cookies[name]), CookieMatches(pattern, request.Cookies[name]));
        foreach (var part in ExplainBody(request))
            yield return part;
    }

    private static IEnumerable<PatternPart> Explain(string kind, NamedPatterns<ValuesPattern>? patterns, Func<string, StringValues> read) =>
        (patterns?.All ?? []).Select(one => Explain($"{kind} {one.Key}", one.Value, read(one.Key)));

    private static PatternPart Explain(string name, ValuesPattern pattern, StringValues values) =>
        new(name, pattern.Expected, Joined(values), pattern.Matches(values));

    private static string? Joined(StringValues values) => values.Count == 0 ? null : string.Join(", ", values.ToArray());
}
