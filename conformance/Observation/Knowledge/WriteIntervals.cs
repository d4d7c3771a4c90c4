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
    public DateTimeOffset End { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>Tells it from others that began at the same time.</summary>
    public int Number { get; init; }

    public void Close(DateTimeOffset end) => End = end;
}

/// <summary>All writes that began, so that what happened at the same time as one is not judged by what is known. Safe for parallel use.</summary>
internal sealed class WriteIntervals(Contract contract)
{
    // An exchange that takes longer is not judged by what is known.
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(5);

    private const int Cleaned = 1024;

    private readonly SortedSet<WriteInterval> _open = new(Comparer<WriteInterval>.Create((one, other) =>
        one.Start != other.Start ? one.Start.CompareTo(other.Start) : one.Number.CompareTo(other.Number)));

    // By their end.
    private readonly List<WriteInterval> _closed = [];
    private readonly Dictionary<string, HashSet<string>> _related = contract.Resources.ToDictionary(resource => resource.Name, resource => Related(contract, resource));
    private readonly Lock _changing = new();
    private int _begun;

    /// <summary>A write begins.</summary>
    public WriteInterval Begin(Operation? operation, string path, string? identity, DateTimeOffset start)
    {
        lock (_changing)
        {
            var write = new WriteInterval(operation, path, identity, start) { Number = ++_begun };
            _open.Add(write);
            return write;
        }
    }

    /// <summary>It has ended.</summary>
    public void End(WriteInterval write, DateTimeOffset end)
    {
        lock (_changing)
        {
            if (!_open.Remove(write))
                return;
            write.Close(end);
            // They end in the order in which they are judged, or nearly so.
            var at = _closed.Count;
            while (at > 0 && _closed[at - 1].End > end)
                at--;
            _closed.Insert(at, write);
            if (_begun % Cleaned == 0)
                _closed.RemoveRange(0, Math.Max(0, _closed.FindIndex(old => old.End >= write.Start - Horizon - TimeSpan.FromMinutes(1))));
        }
    }

    /// <summary>Whether no write that may concern an exchange acted at the same time.</summary>
    /// <param name="exchange">The exchange; a find, an update or a delete is about one record.</param>
    /// <param name="own">Its own interval where it writes.</param>
    public bool IsAlone(ObservedExchange exchange, WriteInterval? own)
    {
        var (start, end) = (exchange.Recorded.Started, exchange.Recorded.Ended);
        if (end - start > Horizon)
            return false;
        lock (_changing)
        {
            return _open.TakeWhile(write => write.Start <= end).Concat(EndedSince(start).Where(write => write.Start <= end))
                .All(write => ReferenceEquals(write, own) || !Concerns(write, exchange));
        }
    }

    private IEnumerable<WriteInterval> EndedSince(DateTimeOffset start)
    {
        for (var at = _closed.Count - 1; at >= 0 && _closed[at].End >= start; at--)
            yield return _closed[at];
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
