using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs.Matching.Values;

namespace PlanisoContract.Mock.Stubs.Matching;

internal sealed partial class RequestPattern
{
    /// <summary>
    /// From 0, a match, to 1: how far the request is from one, as WireMock measures near misses: host, port and URL weigh most; the rest
    /// counts only where those match, along with method, scheme and address.
    /// </summary>
    public double DistanceTo(StubRequest request)
    {
        var sum = (3 * Miss(_scheme is null || _scheme == request.Scheme)) + (10 * (_host?.DistanceTo(request.Host) ?? 0))
            + (10 * Miss(_port is null || _port == request.Port)) + (3 * (_clientIp?.DistanceTo(request.ClientIp) ?? 0))
            + (10 * _url.DistanceTo(request)) + (3 * Miss(MethodMatches(request)));
        const double FirstWeights = 39;
        if (!FirstMatch(request))
            return sum / FirstWeights;
        sum += PathParametersDistance(request) + HeadersDistance(request) + Average(_query, request.QueryParameters) + Average(_form, request.FormParameters)
            + CookiesDistance(request) + BodyDistance(request) + PartsDistance(request);
        return sum / (FirstWeights + 7);
    }

    private bool FirstMatch(StubRequest request) =>
        MethodMatches(request) && _url.Matches(request) && (_scheme is null || _scheme == request.Scheme) && (_port is null || _port == request.Port)
        && (_host is null || _host.Matches(request.Host)) && (_clientIp is null || _clientIp.Matches(request.ClientIp));

    private double PathParametersDistance(StubRequest request)
    {
        if (_pathParameters is not { Count: > 0 } || _url.Template is null)
            return 0;
        var values = PathVariables(request);
        return _pathParameters.All.Average(one => one.Value.DistanceTo(values.GetValueOrDefault(one.Key)));
    }

    private double HeadersDistance(StubRequest request)
    {
        var expected = (_headers?.All ?? []).Where(one => _credentials is null || one.Key != BasicCredentials.Header);
        if (_credentials is not null)
            expected = expected.Append(new(BasicCredentials.Header, _credentials.Pattern));
        return expected.Select(one => one.Value.DistanceTo(request.Headers[one.Key])).DefaultIfEmpty(0).Average();
    }

    private double CookiesDistance(StubRequest request) =>
        (_cookies?.All ?? []).Select(one => CookieDistance(one.Value, request.Cookies[one.Key])).DefaultIfEmpty(0).Average();

    private static double Average(NamedPatterns<ValuesPattern>? patterns, ParameterList values) =>
        patterns is { Count: > 0 } ? patterns.All.Average(one => one.Value.DistanceTo(values[one.Key])) : 0;

    private static double Miss(bool matches) => matches ? 0 : 1;

    // A cookie that is not there matches only "absent" itself, not what would take null.
    private static bool CookieMatches(ValuePattern pattern, StringValues values) =>
        values.Count == 0 ? pattern is AbsentPattern : ValuesPattern.Of(pattern).Matches(values);

    private static double CookieDistance(ValuePattern pattern, StringValues values) =>
        values.Count == 0 ? Miss(pattern is AbsentPattern) : ValuesPattern.Of(pattern).DistanceTo(values);
}
