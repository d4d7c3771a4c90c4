using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Storage.Packing;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The records of one resource, by identity, with an index for each unique field.</summary>
/// <remarks>Reads need no lock and see whole records. Writes, and the indexes, are under the lock of the <see cref="Store"/>.</remarks>
internal sealed class Table
{
    private const int ChunkBits = 10;
    private const int ChunkSize = 1 << ChunkBits;

    private volatile Record?[][] _chunks = [];
    private int _last;
    private int _count;
    private int _version;
    private ImmutableDictionary<long, long> _otherIdentities = ImmutableDictionary<long, long>.Empty;
    private readonly UniqueIndex?[] _indexes;
    private readonly ChildIndex? _children;
    private readonly GivenIdentities _given;
    private readonly ConcurrentDictionary<long, Record>? _removed;
    private HashSet<long>? _changes;

    /// <param name="plan">The resource.</param>
    /// <param name="start">The records to start with.</param>
    public Table(ResourcePlan plan, TableContent start)
    {
        _indexes = [.. plan.Fields.Select(field => field.Indexed ? new UniqueIndex(this, field.Index, start.Records.Count) : null)];
        _children = plan.Resource.Parent is null ? null : new ChildIndex();
        _given = new GivenIdentities(plan.IdentityNames);
        // A softly deleted record stays in the table. Any other is remembered here, since deleting it again may differ from deleting what never was.
        _removed = plan.Resource.SoftDelete is null ? [] : null;
        foreach (var removed in start.Removed)
        {
            _removed?[removed.Identity] = removed;
            _given.Add(removed);
        }
        // In the order of the identities, those of removed records among them.
        if (_children is not null && start.Removed.Count > 0)
        {
            foreach (var record in start.Records.Concat(start.Removed).OrderBy(record => record.Identity))
                _children.Add(record);
        }
        foreach (var record in start.Records)
            Put(record);
        if (start.Last > _last)
            Skip(start.Last);
        _otherIdentities = start.OtherIdentities;
        Seeded = start.Seeded;
    }

    /// <summary>The highest identity ever assigned.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>The highest identity that it started with.</summary>
    public long Seeded { get; }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Where the values of new records go.</summary>
    public ValueBlock Block { get; } = new();

    /// <summary>The histories of its records; null where no mode in force needs them.</summary>
    public RecordHistories? Histories { get; init; }

    /// <summary>Updates that overlapped.</summary>
    public UpdateOverlaps Overlaps { get; } = new();

    /// <summary>The lists that were read last.</summary>
    public SortedListCache SortedLists { get; } = new();

    /// <summary>Grows with every write.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The current version of a record, or null.</summary>
    public Record? Find(long identity) =>
        At(Volatile.Read(ref _otherIdentities) is { IsEmpty: false } others && others.TryGetValue(identity, out var real) ? real : identity);

    /// <inheritdoc cref="GivenIdentities.NumberOf"/>
    public long? NumberOf(string text) => _given.NumberOf(text, At);

    /// <inheritdoc cref="GivenIdentities.NameOf"/>
    public string NameOf(long number) => _given.NameOf(number, At(number) ?? Removed(number));

    /// <summary>All records by identity, as they are when the enumeration gets there.</summary>
    public IEnumerable<Record> All()
    {
        var last = Last;
        for (var identity = 1L; identity <= last; identity++)
        {
            if (At(identity) is { } record)
                yield return record;
        }
    }

    /// <summary>The records under a parent, by identity.</summary>
    public IEnumerable<Record> Children(long parent)
    {
        var identities = _children?.Of(parent) ?? default;
        for (var at = 0; at < identities.Length; at++)
        {
            if (At(identities.Span[at]) is { } record)
                yield return record;
        }
    }

    /// <summary>The last version of a record that was removed, or null.</summary>
    public Record? Removed(long identity) => _removed?.GetValueOrDefault(identity);

    /// <summary>The last versions of the records under a parent that were removed.</summary>
    public IEnumerable<Record> RemovedChildren(long parent) => _removed?.Values.Where(record => record.Parent == parent) ?? [];

    /// <summary>Puts a removed record back.</summary>
    public void Restore(Record removed)
    {
        if (_removed?.TryRemove(removed.Identity, out _) == true)
            Put(removed);
    }

    /// <summary>Its records as they are, for callers that hold the lock of the store.</summary>
    public TableContent Capture() => new([.. All()])
    {
        Removed = _removed is null ? [] : [.. _removed.Values.OrderBy(record => record.Identity)],
        Last = Last,
        Seeded = Seeded,
        OtherIdentities = _otherIdentities,
    };

    /// <summary>From now on it remembers what is written.</summary>
    public void Track() => _changes = [];

    /// <summary>Whether anything was written since <see cref="TakeChanges"/>; only where it is tracked.</summary>
    public bool HasChanges => _changes is { Count: > 0 };

    /// <summary>The identities that were written since the last call, for callers that hold the lock of the store.</summary>
    public HashSet<long> TakeChanges()
    {
        var changes = _changes ?? [];
        _changes = [];
        return changes;
    }

    /// <summary>Puts a record where it was stored as such: among the removed ones, or as its current version.</summary>
    public void Load(Record record, bool isRemoved, IEnumerable<long> others)
    {
        Forget(record.Identity);
        if (isRemoved)
        {
            _children?.Add(record);
            _removed?[record.Identity] = record;
            _given.Add(record);
            Written(record.Identity);
            return;
        }
        Put(record);
        foreach (var other in others)
            AlsoKnownAs(other, record);
    }

    /// <summary>Leaves nothing of a record but that its identity was used.</summary>
    public void Forget(long identity)
    {
        if (At(identity) is { } record)
            Remove(record);
        _removed?.TryRemove(identity, out _);
        Written(identity);
    }

    /// <summary>The further identities under which a record is found.</summary>
    public ImmutableArray<long> OtherIdentities(long identity) => Volatile.Read(ref _otherIdentities) is { IsEmpty: false } others
        ? [.. others.Where(pair => pair.Value == identity).Select(pair => pair.Key).Order()] : [];

    /// <summary>The identity that the next new record gets.</summary>
    public long NextIdentity() => _last + 1;

    /// <summary>Stores a record or another version of it.</summary>
    public void Put(Record record)
    {
        var before = At(record.Identity);
        foreach (var index in _indexes)
        {
            if (before is not null && index is not null && index.Differ(before, record))
                index.Remove(before);
        }
        Cell(record.Identity) = record;
        _given.Add(record);
        foreach (var index in _indexes)
        {
            if (index is not null && (before is null || index.Differ(before, record)))
                index.Add(record);
        }
        if (before is null)
        {
            _count++;
            _children?.Add(record);
        }
        Written(record.Identity);
    }

    /// <summary>Takes a record out; its identity is not used again.</summary>
    public void Remove(Record record)
    {
        foreach (var index in _indexes)
            index?.Remove(record);
        Cell(record.Identity) = null;
        _count--;
        _removed?[record.Identity] = record;
        Written(record.Identity);
    }

    /// <summary>Uses an identity without a record.</summary>
    public void Skip(long identity) => Written(identity);

    /// <summary>Lets a record be found under another identity, too.</summary>
    public void AlsoKnownAs(long identity, Record record) => Volatile.Write(ref _otherIdentities, _otherIdentities.SetItem(identity, record.Identity));

    /// <summary>The records with a value in a unique field, ignoring case, by identity.</summary>
    public Record[] FindByValue(FieldPlan field, object? value) => _indexes[field.Index]!.Find(value);

    internal Record? At(long identity)
    {
        var chunks = _chunks;
        var at = identity - 1;
        return at >= 0 && at >> ChunkBits < chunks.Length ? Volatile.Read(ref chunks[at >> ChunkBits][at & (ChunkSize - 1)]) : null;
    }

    private ref Record? Cell(long identity)
    {
        var at = identity - 1;
        while (at >> ChunkBits >= _chunks.Length)
        {
            // In bulk, so that a million records do not copy the outer array a thousand times.
            var more = Math.Max(1, _chunks.Length / 2);
            _chunks = [.. _chunks, .. Enumerable.Range(0, more).Select(_ => new Record?[ChunkSize])];
        }
        return ref _chunks[at >> ChunkBits][at & (ChunkSize - 1)];
    }

    private void Written(long identity)
    {
        if (identity > _last)
            Volatile.Write(ref _last, (int)identity);
        Volatile.Write(ref _version, _version + 1);
        _changes?.Add(identity);
    }
}
