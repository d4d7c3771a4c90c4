using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>Buckets by their keys. Never changes once it is made; the next one shares most of it.</summary>
internal sealed class Buckets
{
    /// <summary>Whoever is asked this often without a change is worth a quicker table.</summary>
    private const int Often = 32;

    private readonly ImmutableDictionary<string, Bucket> _all;

    // A tree of ten thousand costs each look a dozen places in memory, a table one or two; but it cannot be shared.
    private Dictionary<string, Bucket>? _table;
    private int _asked;

    private Buckets(ImmutableDictionary<string, Bucket> all) => _all = all;

    public static Buckets Empty { get; } = new(ImmutableDictionary.Create<string, Bucket>(StringComparer.Ordinal));

    public bool IsEmpty => _all.IsEmpty;

    public bool TryGet(string key, [NotNullWhen(true)] out Bucket? bucket)
    {
        if (_table is { } table)
            return table.TryGetValue(key, out bucket);
        if (Interlocked.Increment(ref _asked) == Often)
            _table = new Dictionary<string, Bucket>(_all, StringComparer.Ordinal);
        return _all.TryGetValue(key, out bucket);
    }

    public Buckets Change(string key, Func<Bucket, Bucket> change)
    {
        var bucket = change(_all.GetValueOrDefault(key, Bucket.Empty));
        return new Buckets(bucket.IsEmpty ? _all.Remove(key) : _all.SetItem(key, bucket));
    }
}
