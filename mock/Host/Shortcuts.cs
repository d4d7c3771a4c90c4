using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Host;

/// <summary>The ways to kept answers, by what a request must say to be led there.</summary>
/// <remarks>
/// That is its URL, and the headers that the answer depends on (as those that HTTP's Vary names; RFC 9111, 4.1). Simulators do not
/// tell which these are: every header counts that was looked at for any answer yet, and one that is absent counts as absent.
/// </remarks>
internal sealed class Shortcuts
{
    private const int Places = 4096;

    // So many places there are for one URL: for requests of several silos, and of other URLs that fall there.
    private const int Near = 4;

    // Of URL and headers, in letters: a way is not worth more memory than the answer it leads to.
    private const int Longest = 1024;

    private readonly Lock _adding = new();

    // Most mocks of a test are never asked the same again.
    private Known?[]? _places;
    private string[] _headers = [];

    /// <summary>The way that a request like this one was led, or null.</summary>
    public Known? Find(Exchange exchange)
    {
        if (Volatile.Read(ref _places) is not { } places || !exchange.IsPlainGet)
            return null;
        var headers = Volatile.Read(ref _headers);
        foreach (ref var place in Around(places, exchange))
        {
            // Read once: another request may put its own here at any time.
            if (Volatile.Read(ref place) is { } known && known.IsFor(exchange, headers))
                return known;
        }
        return null;
    }

    /// <summary>Keeps the way that a request was led, in place of an older one of the same request, or of another one.</summary>
    public void Keep(Exchange exchange, string api, CachedResponse shortcut)
    {
        if (!exchange.IsPlainGet)
            return;
        // Whatever was looked at for this answer is among them by now.
        var headers = Volatile.Read(ref _headers);
        var known = new Known(exchange.Whole.Url, headers, [.. headers.Select(exchange.Header)], api, shortcut);
        if (known.Length > Longest)
            return;
        var near = Around(_places ??= new Known?[Places], exchange);
        var at = 0;
        for (var next = Near - 1; next >= 0; next--)
        {
            // What knows other headers leads nobody any more.
            if (Volatile.Read(ref near[next]) is not { } other || other.Headers != headers || other.IsFor(exchange, headers))
                at = next;
        }
        Volatile.Write(ref near[at], known);
    }

    /// <summary>Looks headers of a request up for a simulator, and notes which if the answer may be kept.</summary>
    public Func<string, string?> Watch(Exchange exchange) => exchange.IsPlainGet ? Noting(exchange) : exchange.Header;

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

    private static Span<Known?> Around(Known?[] places, Exchange exchange) =>
        places.AsSpan((int)((uint)exchange.Whole.Url.GetHashCode() % (Places / Near)) * Near, Near);

    /// <summary>A way, and the requests that it is for.</summary>
    /// <param name="Url">Their path and query.</param>
    /// <param name="Headers">The headers that count.</param>
    /// <param name="Values">What these are.</param>
    /// <param name="Api">The API that the way leads to.</param>
    /// <param name="CachedResponse">The way.</param>
    internal sealed record Known(string Url, string[] Headers, string?[] Values, string Api, CachedResponse CachedResponse)
    {
        public int Length => Url.Length + Values.Sum(value => value?.Length ?? 0);

        public bool IsFor(Exchange exchange, string[] headers)
        {
            if (Headers != headers || Url != exchange.Whole.Url)
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
