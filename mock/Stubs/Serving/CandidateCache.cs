namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>
/// Which stubs can take a method and a URL: they are looked for once for each, be they thousands of regular expressions. It
/// has a fixed number of places, and a new URL takes the place of an older one. It lives as long as the stubs do not change.
/// </summary>
internal sealed class CandidateCache
{
    public const int Places = Shelves * Width;

    private const int Shelves = 512;

    // Two URLs that take turns must not drive each other out.
    private const int Width = 8;

    /// <summary>Longer URLs, and those that more stubs with patterns take, are not kept, so that nobody fills the memory by them.</summary>
    private const int LongestUrl = 512;
    private const int LongestRow = 256;

    private readonly Known?[] _places = new Known?[Places];
    private int _asked;

    /// <summary>How often a URL was not known.</summary>
    public int UrlsAsked => _asked;

    /// <summary>What is known of the request's method and URL, or null.</summary>
    public Candidates? Find(StubRequest request)
    {
        foreach (ref var place in Shelf(request))
        {
            // Read once: another request may put its own here at any time.
            if (Volatile.Read(ref place) is { } known && known.Method == request.Method && known.Url == request.Url)
                return known.Candidates;
        }
        return null;
    }

    /// <summary>Keeps what was found for the request's method and URL, and gives it back.</summary>
    public Candidates Keep(StubRequest request, Candidates found)
    {
        var asked = Interlocked.Increment(ref _asked);
        if (request.Url.Length > LongestUrl || found.Patterns.Length > LongestRow)
            return found;
        var shelf = Shelf(request);
        // A place that is free, or else that of any other.
        var turn = shelf.IndexOf((Known?)null) is >= 0 and var free ? free : (int)((uint)asked % Width);
        Volatile.Write(ref shelf[turn], new Known(request.Method, request.Url, found));
        return found;
    }

    private Span<Known?> Shelf(StubRequest request) =>
        _places.AsSpan((int)((uint)HashCode.Combine(request.Method, request.Url) % Shelves) * Width, Width);

    private sealed record Known(string Method, string Url, Candidates Candidates);
}
