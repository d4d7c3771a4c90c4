using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>The time in which a write may act on the server.</summary>
/// <param name="Operation">What it does; null where no operation is like it.</param>
/// <param name="Path">Below the prefix of the contract's paths.</param>
/// <param name="Identity">The record in its path, or null.</param>
/// <param name="Start">When the request began.</param>
internal sealed record WriteInterval(Operation? Operation, string Path, string? Identity, DateTimeOffset Start)
{
    /// <summary>When its answer had come; far away as long as it has not.</summary>
    public DateTimeOffset End { get; set; } = DateTimeOffset.MaxValue;
}

/// <summary>All writes that began, so that what happened at the same time as one is not judged by what is known. Safe for parallel use.</summary>
internal sealed class WriteIntervals(Contract contract)
{
    // An exchange that takes longer is not judged by what is known.
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(5);

    private readonly List<WriteInterval> _writes = [];
    private readonly Dictionary<string, HashSet<string>> _related = contract.Resources.ToDictionary(resource => resource.Name, resource => Related(contract, resource));
    private readonly Lock _adding = new();
    private int _added;

    public void Add(WriteInterval write)
    {
        lock (_adding)
            Insert(write);
    }

    /// <summary>Whether no write that may concern an exchange acted at the same time.</summary>
    /// <param name="exchange">The exchange; a find, an update or a delete is about one record.</param>
    /// <param name="own">Its own interval where it writes.</param>
    public bool IsAlone(ObservedExchange exchange, WriteInterval? own)
    {
        var (start, end) = (exchange.Recorded.Started, exchange.Recorded.Ended);
        if (end - start > Horizon)
            return false;
        lock (_adding)
            return _writes.TakeWhile(write => write.Start <= end).All(write => write.End < start || ReferenceEquals(write, own) || !Concerns(write, exchange));
    }

    private void Insert(WriteInterval write)
    {
        // They come in the order in which they began, or nearly so.
        var at = _writes.Count;
        while (at > 0 && _writes[at - 1].Start > write.Start)
            at--;
        _writes.Insert(at, write);
        if (++_added % 256 == 0)
            _writes.RemoveAll(old => old.End < write.Start - Horizon - Horizon);
    }

    private bool Concerns(WriteInterval write, ObservedExchange exchange)
    {
        var operation = exchange.Operation!;
        if (write.Operation is not { } writes)
            return true;
        if (writes.Resource != operation.Resource)
            return _related[operation.Resource].Contains(writes.Resource) && (writes.Kind != OperationKind.Create || exchange.Identity is null);
        return exchange.Identity is not { } identity || operation.Kind == OperationKind.Update || (write.Identity is { } other && other == identity);
    }

    private static HashSet<string> Related(Contract contract, Resource resource) =>
    [
        .. contract.Resources.Where(other => other != resource && (Names(other).Contains(resource.Name) || Names(resource).Contains(other.Name))).Select(other => other.Name),
    ];

    private static IEnumerable<string> Names(Resource resource) => resource.Fields
        .SelectMany(field => new[] { field.Link?.Resource, field.References?.Resource, field.Refers?.Resource }).Append(resource.Parent?.Resource).OfType<string>();
}
