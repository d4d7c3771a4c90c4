namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The updates of one table that overlapped another one of the same record, for callers that hold the lock of the store.</summary>
internal sealed class UpdateOverlaps
{
    private Dictionary<long, (Record Before, Record After)>? _overlaps;

    /// <summary>Remembers that an update overlapped another one of the same record.</summary>
    /// <param name="before">What both of them read.</param>
    /// <param name="after">What it made of that.</param>
    public void Add(Record before, Record after) => (_overlaps ??= [])[before.Identity] = (before, after);

    /// <summary>The version that an overlapping update has read, which another one has changed since; null where none overlaps.</summary>
    public Record? Before(Record now) =>
        _overlaps?.TryGetValue(now.Identity, out var one) == true && ReferenceEquals(one.After, now) ? one.Before : null;
}
