namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>The stubs that can take a method and a URL. Never changes once it is made.</summary>
/// <param name="Fixed">Those of just this URL or path, in rows that are in order each.</param>
/// <param name="Patterns">Those whose pattern takes the URL, in order.</param>
/// <param name="Keyed">Find further rows by the headers of a request.</param>
internal sealed record Candidates(StubEntry[][] Fixed, StubEntry[] Patterns, HeaderRows[] Keyed)
{
    private readonly StubEntry[][] _rows = Patterns.Length == 0 ? Fixed : [.. Fixed, Patterns];

    /// <summary>The rows for one request, in order each.</summary>
    public StubEntry[][] For(StubRequest request)
    {
        if (Keyed.Length == 0)
            return _rows;
        var found = new List<StubEntry[]>();
        foreach (var keyed in Keyed)
            keyed.Gather(request, found);
        return found.Count == 0 ? _rows : [.. _rows, .. found];
    }
}
