using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>The parts of a request that the journal shows one by one.</summary>
internal static class RequestParts
{
    public static IEnumerable<KeyValuePair<string, StringValues>> Query(StubRequest request) => Grouped(QueryText.Pairs(request.Query));

    public static IEnumerable<KeyValuePair<string, StringValues>> Form(StubRequest request) =>
        request.Headers["Content-Type"].ToString().StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            ? Grouped(QueryText.Pairs(request.BodyText)) : [];

    public static IEnumerable<KeyValuePair<string, StringValues>> Cookies(StubRequest request) => Grouped(request.Headers["Cookie"]
        .SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(cookie => cookie.Split('=', 2)).Where(cookie => cookie.Length == 2).Select(cookie => (cookie[0], cookie[1])));

    private static IEnumerable<KeyValuePair<string, StringValues>> Grouped(IEnumerable<(string Name, string Value)> pairs) => pairs
        .GroupBy(pair => pair.Name, pair => pair.Value)
        .Select(same => KeyValuePair.Create(same.Key, new StringValues([.. same])));
}
