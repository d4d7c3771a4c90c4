using System.Collections.Concurrent;
using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The lists of one table that were read last, filtered and sorted, for as long as no record changes.</summary>
/// <remarks>So that reading a large list page by page does not sort it anew for each page.</remarks>
internal sealed class SortedListCache
{
    private const int Most = 16;

    private readonly ConcurrentDictionary<SortedListKey, SortedRecords> _lists = [];

    /// <summary>The list, as it was made before or as <paramref name="make"/> makes it. Nobody may change it.</summary>
    /// <param name="list">What tells it apart from the other lists of the table.</param>
    /// <param name="version">The table's before its records were read: a change meanwhile makes the list one that is never used again.</param>
    /// <param name="make">Makes it.</param>
    public List<Record> Get(SortedListKey list, int version, Func<List<Record>> make)
    {
        if (_lists.TryGetValue(list, out var known) && known.Version == version)
            return known.Records;
        var records = make();
        if (_lists.Count >= Most)
            _lists.Clear();
        _lists[list] = new SortedRecords(version, records);
        return records;
    }

    private sealed record SortedRecords(int Version, List<Record> Records);
}

/// <summary>What tells the lists of a table apart.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Modes">The modes in force: several silos may share a table.</param>
/// <param name="Parent">The parent of the records, or null.</param>
/// <param name="Filter">The identities that it is narrowed to, or null.</param>
internal readonly record struct SortedListKey(OperationPlan Operation, ActiveModes Modes, long? Parent, string? Filter);
