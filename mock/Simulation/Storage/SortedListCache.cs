using System.Collections.Concurrent;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The records of the lists of one table that were read last, in their order, for as long as no record changes.</summary>
/// <remarks>So that who reads a great list page by page does not have it sorted anew for each.</remarks>
internal sealed class SortedListCache
{
    private const int Most = 16;

    private readonly ConcurrentDictionary<Key, Entry> _kept = [];

    /// <summary>The list of a context, as it was made before or as <paramref name="make"/> makes it. Nobody may change it.</summary>
    /// <param name="context">The call.</param>
    /// <param name="only">What it is narrowed to.</param>
    /// <param name="make">Makes it.</param>
    public List<Record> Get(OperationContext context, long[]? only, Func<List<Record>> make)
    {
        var key = new Key(context.Operation, context.Modes, context.Parameters.Parent, only is null ? null : string.Join(',', only));
        // Taken before the records are read: a change meanwhile makes the list one that nobody gets again.
        var version = context.Table(context.Operation.Resource).Version;
        if (_kept.TryGetValue(key, out var kept) && kept.Version == version)
            return kept.Records;
        var records = make();
        if (_kept.Count >= Most)
            _kept.Clear();
        _kept[key] = new Entry(version, records);
        return records;
    }

    /// <summary>What tells lists of a table apart: another silo's modes may be at work on it, too.</summary>
    private readonly record struct Key(OperationPlan Operation, ActiveModes Modes, long? Parent, string? Only);

    private sealed record Entry(int Version, List<Record> Records);
}
