using System.Collections.Concurrent;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The records of the lists of one table that were read last, in their order, for as long as no record changes.</summary>
/// <remarks>So that who reads a great list page by page does not have it sorted anew for each.</remarks>
internal sealed class Listings
{
    private const int Most = 16;

    private readonly ConcurrentDictionary<Key, Listing> _kept = [];

    /// <summary>The list of a call, as it was made before or as <paramref name="make"/> makes it. Nobody may change it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="only">What it is narrowed to.</param>
    /// <param name="make">Makes it.</param>
    public List<Record> Get(Call call, long[]? only, Func<List<Record>> make)
    {
        var key = new Key(call.Operation, call.Modes, call.Asked.Parent, only is null ? null : string.Join(',', only));
        // Taken before the records are read: a change meanwhile makes the list one that nobody gets again.
        var version = call.Table(call.Operation.Resource).Version;
        if (_kept.TryGetValue(key, out var kept) && kept.Version == version)
            return kept.Records;
        var records = make();
        if (_kept.Count >= Most)
            _kept.Clear();
        _kept[key] = new Listing(version, records);
        return records;
    }

    /// <summary>What tells lists of a table apart: another silo's modes may be at work on it, too.</summary>
    private readonly record struct Key(OperationPlan Operation, Modes Modes, long? Parent, string? Only);

    private sealed record Listing(int Version, List<Record> Records);
}
