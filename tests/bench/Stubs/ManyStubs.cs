using System.Text.Json.Nodes;

namespace PlanisoContract.Bench.Stubs;

/// <summary>
/// Stubs that lie in wait on the contract's own paths and take none of the requests measured: a quarter each of URLs, paths,
/// patterns for paths that begin alike, and headers on the very path that is asked.
/// </summary>
internal static class ManyStubs
{
    public static JsonObject Import(string path, int count) => new()
    {
        ["mappings"] = new JsonArray([.. Enumerable.Range(0, count).Select(number => Stub(path, number))]),
    };

    private static JsonObject Stub(string path, int number) => new()
    {
        ["request"] = Request(path, number),
        ["response"] = new JsonObject { ["status"] = 503 },
    };

    private static JsonObject Request(string path, int number)
    {
        var request = new JsonObject { ["method"] = (number % 8) < 4 ? "GET" : "POST" };
        request[(number % 4) switch { 0 => "url", 1 or 3 => "urlPath", _ => "urlPathPattern" }] = (number % 4) switch
        {
            0 => $"{path}/{1_000_000 + number}?mode=full",
            1 => $"{path}/{1_000_000 + number}",
            2 => $"{path}/(case-)?{1_000_000 + number}[a-z]*",
            _ => path,
        };
        if (number % 4 == 3)
            request["headers"] = new JsonObject { ["X-Case"] = new JsonObject { ["equalTo"] = $"{number}" } };
        return request;
    }
}
