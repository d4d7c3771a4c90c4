using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Hosting;

/// <summary>Where the responses to repeated GETs are cached, by what a request must say to get the same one.</summary>
/// <remarks>
/// That is its URL, and the headers that the response depends on (as those that HTTP's Vary names; RFC 9111, 4.1). Simulators do not
/// tell which these are: every header counts that was looked at for any response yet, and one that is absent counts as absent.
/// </remarks>
internal sealed class ResponseCache
{
    private const int Slots = 4096;

    // So many slots there are for one URL: for requests of several silos, and of other URLs with the same hash.
    private const int SlotsPerUrl = 4;

    // Of URL and headers, in letters: an entry is not worth more memory than the response it leads to.
    private const int MaxLength = 1024;

    private readonly Lock _adding = new();

    // Most mocks of a test are never asked the same again.
    private CachedUrl?[]? _slots;
    private string[] _headers = [];

    /// <summary>The response that a request like this one got, if it is still right, or null.</summary>
    public SimulatedResponse? Find(Exchange exchange, RequestBody body)
    {
        if (Volatile.Read(ref _slots) is not { } slots || !IsPlainGet(exchange, body))
            return null;
        var headers = Volatile.Read(ref _headers);
        foreach (ref var slot in Around(slots, exchange.Url))
        {
            // Read once: another request may put its own here at any time.
            if (Volatile.Read(ref slot) is { } entry && entry.IsFor(exchange, headers))
                return entry.Cached.Answer();
        }
        return null;
    }

    /// <summary>Remembers where the response to a request is cached, in place of an older entry of the same request, or of another one.</summary>
    public void Keep(Exchange exchange, CachedResponse cached)
    {
        // Whatever was looked at for this response is among them by now.
        var headers = Volatile.Read(ref _headers);
        var entry = new CachedUrl(exchange.Url, headers, [.. headers.Select(exchange.Header)], cached);
        if (entry.Length > MaxLength)
            return;
        var around = Around(_slots ??= new CachedUrl?[Slots], exchange.Url);
        var at = 0;
        for (var next = SlotsPerUrl - 1; next >= 0; next--)
        {
            // An entry that knows other headers is found by nobody any more.
            if (Volatile.Read(ref around[next]) is not { } other || other.Headers != headers || other.IsFor(exchange, headers))
                at = next;
        }
        Volatile.Write(ref around[at], entry);
    }

    /// <summary>Looks headers of a request up for a simulator, and notes which if the response may be cached.</summary>
    public Func<string, string?> Watch(Exchange exchange, RequestBody body) => IsPlainGet(exchange, body) ? Noting(exchange) : exchange.Header;

    private static bool IsPlainGet(Exchange exchange, RequestBody body) => exchange.Method == "GET" && body.Sent.IsEmpty;

    private Func<string, string?> Noting(Exchange exchange) => name =>
    {
        if (!Volatile.Read(ref _headers).Contains(name))
            Note(name);
        return exchange.Header(name);
    };

    private void Note(string name)
    {
        lock (_adding)
        {
            if (!_headers.Contains(name))
                Volatile.Write(ref _headers, [.. _headers, name]);
        }
    }

    private static Span<CachedUrl?> Around(CachedUrl?[] slots, string url) =>
        slots.AsSpan((int)((uint)url.GetHashCode() % (Slots / SlotsPerUrl)) * SlotsPerUrl, SlotsPerUrl);

    /// <summary>Where a response is cached, and the requests that it is for.</summary>
    /// <param name="Url">Their path and query.</param>
    /// <param name="Headers">The headers that count.</param>
    /// <param name="Values">What these are.</param>
    /// <param name="Cached">Where.</param>
    private sealed record CachedUrl(string Url, string[] Headers, string?[] Values, CachedResponse Cached)
    {
        public int Length => Url.Length + Values.Sum(value => value?.Length ?? 0);

        public bool IsFor(Exchange exchange, string[] headers)
        {
            if (Headers != headers || Url != exchange.Url)
                return false;
            for (var at = 0; at < headers.Length; at++)
            {
                if (Values[at] != exchange.Header(headers[at]))
                    return false;
            }
            return true;
        }
    }
}
