using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>
/// The stubs in force at one moment, and the ways to find those that can match a request. Never changes once it is made; the
/// next one shares most of it, so that ten thousand are added one by one in no time.
/// </summary>
internal sealed class StubIndex
{
    /// <summary>So few are asked as they are.</summary>
    private const int Few = 8;

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

    public StubIndex Add(StubEntry entry) => With(entry, All.Add(entry), ById.Add(entry.Stub.Id, entry), bucket => bucket.Add(entry));

    public StubIndex Remove(StubEntry entry) => With(entry, All.Remove(entry), ById.Remove(entry.Stub.Id), bucket => bucket.Remove(entry));

    /// <summary>The stubs that can match a request, in rows that are in order each.</summary>
    public List<StubEntry[]> Candidates(StubRequest request)
    {
        var rows = new List<StubEntry[]>();
        if (!_urls.IsEmpty && _urls.TryGetValue(request.Url, out var bucket))
            bucket.Shelf.Gather(request, rows, rows);
        var path = request.Path;
        if (!_paths.IsEmpty && _paths.TryGetValue(path, out bucket))
            bucket.Shelf.Gather(request, rows, rows);
        if (!_prefixes.IsEmpty)
            AddPatterns(request, path, rows);
        return rows;
    }

    private void AddPatterns(StubRequest request, string path, List<StubEntry[]> rows)
    {
        var plain = new List<StubEntry[]>();
        // The root's even for a path that is none: OPTIONS *.
        if (_prefixes.TryGetValue("/", out var bucket))
            bucket.Shelf.Gather(request, plain, rows);
        for (var slash = path.IndexOf('/', Math.Min(1, path.Length)); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (_prefixes.TryGetValue(path[..(slash + 1)], out bucket))
                bucket.Shelf.Gather(request, plain, rows);
        }
        if (plain.Sum(row => row.Length) <= Few)
            rows.AddRange(plain);
        else
            rows.Add((_cache ??= new CandidateCache()).Narrow(request, plain));
    }

    private StubIndex With(
        StubEntry entry, ImmutableSortedSet<StubEntry> all, ImmutableDictionary<Guid, StubEntry> byId, Func<Bucket, Bucket> change)
    {
        var next = new StubIndex { All = all, ById = byId, _urls = _urls, _paths = _paths, _prefixes = _prefixes };
        var pattern = entry.Stub.Request;
        if (pattern.Url is { } url)
            next._urls = Change(_urls, url, change);
        else if (pattern.Path is { } path)
            next._paths = Change(_paths, path, change);
        else
            next._prefixes = Change(_prefixes, pattern.Prefix[..(pattern.Prefix.LastIndexOf('/') + 1)], change);
        return next;
    }

    private static ImmutableDictionary<string, Bucket> Change(
        ImmutableDictionary<string, Bucket> buckets, string key, Func<Bucket, Bucket> change)
    {
        var bucket = change(buckets.GetValueOrDefault(key, Bucket.Empty));
        return bucket.IsEmpty ? buckets.Remove(key) : buckets.SetItem(key, bucket);
    }
}
