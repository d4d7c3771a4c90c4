using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>
/// The stubs in force at one moment, and the ways to find those that can match a request. Never changes once it is made; the
/// next one shares most of it, so that ten thousand are added one by one in no time.
/// </summary>
internal sealed class StubIndex
{
    private static readonly ImmutableDictionary<string, Bucket> None = ImmutableDictionary.Create<string, Bucket>(StringComparer.Ordinal);

    private ImmutableDictionary<string, Bucket> _urls = None;
    private ImmutableDictionary<string, Bucket> _paths = None;

    // By the part of RequestPattern.Prefix that ends with a slash.
    private ImmutableDictionary<string, Bucket> _prefixes = None;
    private CandidateCache? _cache;

    private StubIndex()
    {
    }

    public static StubIndex Empty { get; } = new();

    /// <summary>All, in the order in which they are asked.</summary>
    public ImmutableSortedSet<StubEntry> All { get; private init; } = ImmutableSortedSet.Create(StubEntry.Order);

    public ImmutableDictionary<Guid, StubEntry> ById { get; private init; } = ImmutableDictionary<Guid, StubEntry>.Empty;

    /// <summary>For how many URLs the stubs were looked for.</summary>
    public int UrlsAsked => _cache?.UrlsAsked ?? 0;

    public StubIndex Add(StubEntry entry) => With(entry, All.Add(entry), ById.Add(entry.Stub.Id, entry), bucket => bucket.Add(entry));

    public StubIndex Remove(StubEntry entry) => With(entry, All.Remove(entry), ById.Remove(entry.Stub.Id), bucket => bucket.Remove(entry));

    /// <summary>The stubs that can match a request, in rows that are in order each.</summary>
    public StubEntry[][] Candidates(StubRequest request)
    {
        var cache = _cache ??= new CandidateCache();
        return (cache.Find(request) ?? cache.Keep(request, Look(request))).For(request);
    }

    private Candidates Look(StubRequest request)
    {
        var rows = new List<StubEntry[]>();
        var keyed = new List<HeaderRows>();
        if (_urls.TryGetValue(request.Url, out var bucket))
            bucket.Shelf.Gather(request.Method, rows, keyed);
        var path = request.Path;
        if (_paths.TryGetValue(path, out bucket))
            bucket.Shelf.Gather(request.Method, rows, keyed);
        return new Candidates([.. rows], Patterns(request, path, keyed), [.. keyed]);
    }

    private StubEntry[] Patterns(StubRequest request, string path, List<HeaderRows> keyed)
    {
        if (_prefixes.IsEmpty)
            return [];
        var rows = new List<StubEntry[]>();
        // The root's even for a path that is none: OPTIONS *.
        if (_prefixes.TryGetValue("/", out var bucket))
            bucket.Shelf.Gather(request.Method, rows, keyed);
        for (var slash = path.IndexOf('/', Math.Min(1, path.Length)); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (_prefixes.TryGetValue(path[..(slash + 1)], out bucket))
                bucket.Shelf.Gather(request.Method, rows, keyed);
        }
        return [.. rows.SelectMany(row => row).Where(entry => CanTake(entry, request, path)).Order(StubEntry.Order)];
    }

    // Most are told apart by how they begin, and that is quicker than any regular expression.
    private static bool CanTake(StubEntry entry, StubRequest request, string path) =>
        (entry.Stub.Request.Prefix.Length == 1 || path.StartsWith(entry.Stub.Request.Prefix, StringComparison.Ordinal))
        && entry.Stub.Request.MatchesTarget(request);

    private StubIndex With(
        StubEntry entry, ImmutableSortedSet<StubEntry> all, ImmutableDictionary<Guid, StubEntry> byId, Func<Bucket, Bucket> change)
    {
        var next = new StubIndex { All = all, ById = byId, _urls = _urls, _paths = _paths, _prefixes = _prefixes };
        var pattern = entry.Stub.Request;
        if (pattern.Url is { } url)
            next._urls = Changed(_urls, url, change);
        else if (pattern.Path is { } path)
            next._paths = Changed(_paths, path, change);
        else
            next._prefixes = Changed(_prefixes, pattern.Prefix[..(pattern.Prefix.LastIndexOf('/') + 1)], change);
        return next;
    }

    private static ImmutableDictionary<string, Bucket> Changed(
        ImmutableDictionary<string, Bucket> buckets, string key, Func<Bucket, Bucket> change)
    {
        var bucket = change(buckets.GetValueOrDefault(key, Bucket.Empty));
        return bucket.IsEmpty ? buckets.Remove(key) : buckets.SetItem(key, bucket);
    }
}
