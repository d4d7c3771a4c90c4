using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs.Responses.Proxying;

/// <summary>What a proxy target answered.</summary>
internal static class ProxyResponse
{
    /// <summary>The target's headers, and behind them the stub's.</summary>
    public static List<KeyValuePair<string, StringValues>> Headers(HttpResponseMessage response, IEnumerable<KeyValuePair<string, StringValues>> own)
    {
        var isHead = response.RequestMessage?.Method == HttpMethod.Head;
        return
        [
            .. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                // What HEAD tells of a length is about a body that is not there.
                .Where(header => !ProxyRequest.OneHop.Contains(header.Key) || (isHead && header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
                .Select(header => KeyValuePair.Create(header.Key, new StringValues([.. header.Value]))),
            .. own,
        ];
    }
}
