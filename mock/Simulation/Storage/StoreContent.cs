using System.Collections.Immutable;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>All records of an API at one moment, by resource. It never changes, so any number of stores can be made from it.</summary>
internal sealed record StoreContent(ImmutableArray<TableContent> Tables)
{
    public long Count => Tables.Sum(table => (long)table.Records.Count);
}

/// <summary>The records of one resource at one moment.</summary>
/// <param name="Records">By identity.</param>
internal sealed record TableContent(IReadOnlyList<Record> Records)
{
    /// <summary>The last versions of the records that were removed, by identity.</summary>
    public IReadOnlyList<Record> Removed { get; init; } = [];

    /// <summary>The highest identity ever assigned.</summary>
    public long Last { get; init; } = Highest(Records);

    /// <summary>The highest identity that the resource started with.</summary>
    public long Seeded { get; init; } = Highest(Records);

    /// <summary>Identities under which records are found beside their own.</summary>
    public ImmutableDictionary<long, long> OtherIdentities { get; init; } = ImmutableDictionary<long, long>.Empty;

    /// <summary>The current version of a record, or null.</summary>
    public Record? Find(long identity)
    {
        // Where no record was ever removed, it stands at its identity.
        if (identity > 0 && identity <= Records.Count && Records[(int)identity - 1] is { } likely && likely.Identity == identity)
            return likely;
        var (low, high) = (0, Records.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (Records[middle].Identity == identity)
                return Records[middle];
            (low, high) = Records[middle].Identity < identity ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    private static long Highest(IReadOnlyList<Record> records) => records.Count == 0 ? 0 : records[^1].Identity;
}

/// <summary>The records of an API, which are made once, when they are first needed.</summary>
internal sealed class StoreSource
{
    private readonly Lock _making = new();
    private readonly Func<IProgress<double>?, StoreContent> _make;
    private StoreContent? _made;

    public StoreSource(Func<IProgress<double>?, StoreContent> make) => _make = make;

    public StoreSource(StoreContent content) : this(_ => content) => _made = content;

    /// <summary>How many records there are, where that is known though they are not made.</summary>
    public long? Count { get; init; }

    /// <summary>The records, if they are made already.</summary>
    public StoreContent? Made => Volatile.Read(ref _made);

    /// <summary>The records. Progress goes from 0 to 1.</summary>
    public StoreContent Make(IProgress<double>? progress = null)
    {
        lock (_making)
        {
            if (_made is null)
                Volatile.Write(ref _made, _make(progress));
            return _made;
        }
    }
}
