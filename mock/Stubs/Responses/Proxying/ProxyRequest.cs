using System.Collections.Frozen;

namespace PlanisoContract.Mock.Stubs.Responses.Proxying;

/// <summary>The request as it goes on to a proxy target.</summary>
internal static class ProxyRequest
{
    /// <summary>How this mock calls itself to those behind it (RFC 9110, 7.6.3).</summary>
    private const string Own = "planiso-mock";

    private const int MostHops = 10;

    /// <summary>What concerns one connection only (RFC 9110, 7.6.1), and what is told anew for the next.</summary>
    public static readonly FrozenSet<string> OneHop = new[]
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding",
        "Upgrade", "Content-Length",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the request went through this kind of mock so often that it goes round.</summary>
    public static bool IsLoop(StubRequest request) =>
        request.Headers["Via"].SelectMany(via => (via ?? "").Split(',')).Count(via => via.TrimEnd().EndsWith(Own, StringComparison.Ordinal)) >= MostHops;

    public static HttpRequestMessage Of(string url, StubRequest request, ProxyDefinition proxy)
    {
        // The path goes on as it came; .NET would decode and shorten it.
        var uri = new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(request.Method), uri);
        if (!request.Body.IsEmpty || request.Headers["Content-Length"].Count > 0 || request.Method is "PUT" or "POST" or "PATCH")
            message.Content = new ReadOnlyMemoryContent(request.Body);
        var dropped = new HashSet<string>(proxy.RemovedHeaders ?? [], StringComparer.OrdinalIgnoreCase) { "Host" };
        // What the client names in Connection is for the mock alone, too.
        dropped.UnionWith(request.Headers["Connection"].SelectMany(names => (names ?? "").Split(',', StringSplitOptions.TrimEntries)));
        foreach (var (name, values) in request.Headers.Where(header => !OneHop.Contains(header.Key) && !dropped.Contains(header.Key)))
        {
            foreach (var value in values)
                Add(message, name, value ?? "");
        }
        foreach (var (name, values) in proxy.AddedHeaders ?? [])
            Add(message, name, values[0] ?? "");
        Add(message, "Via", $"1.1 {Own}");
        return message;
    }

    private static void Add(HttpRequestMessage message, string name, string value)
    {
        if (!message.Headers.TryAddWithoutValidation(name, value))
            message.Content?.Headers.TryAddWithoutValidation(name, value);
    }
}
