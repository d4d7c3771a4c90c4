namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>
/// Which stubs with patterns for URLs take a method and a URL: thousands of regular expressions are asked once for each. It
/// has a fixed number of places; a new URL takes the place of an older one. It lives as long as the stubs do not change.
/// </summary>
internal sealed class CandidateCache
{
    public const int Places = 4096;

    /// <summary>Longer URLs, and those that more stubs take, are not kept, so that nobody fills the memory by them.</summary>
    private const int LongestUrl = 512;
    private const int LongestRow = 256;

    private readonly Known?[] _places = new Known?[Places];

    /// <summary>The stubs of all rows without those that the URL excludes, in order.</summary>
    public StubEntry[] Narrow(StubRequest request, List<StubEntry[]> rows)
    {
        ref var place = ref _places[(uint)HashCode.Combine(request.Method, request.Url) % Places];
        // Read once: another request may put its own here at any time.
        if (Volatile.Read(ref place) is { } known && known.Method == request.Method && known.Url == request.Url)
            return known.Entries;
        StubEntry[] entries =
        [
            .. rows.SelectMany(row => row).Where(entry => CanTake(entry, request)).Order(StubEntry.Order),
        ];
        if (request.Url.Length <= LongestUrl && entries.Length <= LongestRow)
            Volatile.Write(ref place, new Known(request.Method, request.Url, entries));
        return entries;
    }

    // Most are told apart by how they begin, and that is quicker than any regular expression.
    private static bool CanTake(StubEntry entry, StubRequest request) =>
        (entry.Stub.Request.Prefix.Length == 1 || request.Path.StartsWith(entry.Stub.Request.Prefix, StringComparison.Ordinal))
        && entry.Stub.Request.MatchesTarget(request);

    private sealed record Known(string Method, string Url, StubEntry[] Entries);
}
