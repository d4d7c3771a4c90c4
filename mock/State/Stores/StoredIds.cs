using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State.Snapshots;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>What in memory is stored under which name, and how it was when it was stored last.</summary>
internal sealed class StoredIds
{
    private readonly ConditionalWeakTable<Silo, string> _silos = [];
    private readonly ConditionalWeakTable<ApiState, StoredGeneration> _generations = [];
    private readonly Dictionary<string, (string Item, ApiState State)> _byGeneration = [];
    private readonly ConditionalWeakTable<StoreSource, ContentRef> _contents = [];
    private readonly Dictionary<string, WeakReference<StoreSource>> _sources = [];
    private readonly Dictionary<string, HashSet<string>> _contentsByItem = [];
    private readonly HashSet<string> _uncommitted = [];

    /// <summary>The list of silos as it was stored; compared by reference.</summary>
    public object? Silos { get; set; }

    /// <summary>The snapshots as they were stored.</summary>
    public Dictionary<string, Snapshot> Snapshots { get; } = [];

    public object? SnapshotList { get; set; }

    /// <summary>The version of the overrides that was stored.</summary>
    public long Overrides { get; set; } = -1;

    /// <summary>All that was noted is stored.</summary>
    public void Commit() => _uncommitted.Clear();

    /// <summary>What is known of records that never change, for everything is read again.</summary>
    public StoredIds Committed()
    {
        var again = new StoredIds();
        foreach (var (id, _) in _sources.Where(pair => !_uncommitted.Contains(pair.Key)))
        {
            if (Source(id) is { } source)
                again.Set(source, Of(source)!);
        }
        return again;
    }

    public static string New() => Guid.CreateVersion7().ToString("N");

    public string Of(Silo silo) => _silos.GetValue(silo, _ => New());

    public void Set(Silo silo, string id) => _silos.AddOrUpdate(silo, id);

    public StoredGeneration? Of(ApiState state) => _generations.TryGetValue(state, out var generation) ? generation : null;

    /// <summary>Notes the generation of a state.</summary>
    /// <returns>The one before, which has ended; null where it is the same, or the first.</returns>
    public string? Set(string item, ApiState state, StoredGeneration generation)
    {
        var before = Of(state)?.Id;
        _generations.AddOrUpdate(state, generation);
        if (before is not null && before != generation.Id)
            _byGeneration.Remove(before);
        _byGeneration[generation.Id] = (item, state);
        return before == generation.Id ? null : before;
    }

    public ApiState? StateOf(string generation) => _byGeneration.TryGetValue(generation, out var known) ? known.State : null;

    /// <summary>The generations of states that there are no more.</summary>
    public IReadOnlyList<(string Item, string Generation)> Ended(ISet<string> items) =>
        [.. _byGeneration.Where(pair => !items.Contains(pair.Value.Item)).Select(pair => (pair.Value.Item, pair.Key))];

    public void Remove(string generation) => _byGeneration.Remove(generation);

    public ContentRef? Of(StoreSource source) => _contents.TryGetValue(source, out var content) ? content : null;

    /// <summary>Notes a content that is stored with the next commit.</summary>
    public void Add(StoreSource source, ContentRef content)
    {
        _uncommitted.Add(content.Id);
        Set(source, content);
    }

    /// <summary>Notes a content that is stored.</summary>
    public void Set(StoreSource source, ContentRef content)
    {
        _contents.AddOrUpdate(source, content);
        _sources[content.Id] = new WeakReference<StoreSource>(source);
    }

    /// <summary>The records of a content, if they are in memory.</summary>
    public StoreSource? Source(string content) => _sources.TryGetValue(content, out var weak) && weak.TryGetTarget(out var source) ? source : null;

    /// <summary>Notes which contents an item needs.</summary>
    public void Needs(string item, params IEnumerable<ContentRef?> contents) =>
        _contentsByItem[item] = [.. contents.OfType<ContentRef>().Select(content => content.Id)];

    public void NeedsNone(string item) => _contentsByItem.Remove(item);

    /// <summary>The contents that were needed, and are no more.</summary>
    public List<string> TakeUnneeded()
    {
        var needed = _contentsByItem.Values.SelectMany(ids => ids).ToHashSet();
        List<string> unneeded = [.. _sources.Keys.Where(id => !needed.Contains(id))];
        foreach (var id in unneeded)
        {
            // Somebody may save it again: then it is stored anew.
            if (Source(id) is { } source)
                _contents.Remove(source);
            _sources.Remove(id);
        }
        return unneeded;
    }
}

/// <summary>The records of an API of a silo since others took the place of all that there were.</summary>
/// <param name="Id">Under which what was changed since is stored.</param>
/// <param name="Replacements">How often that had happened.</param>
/// <param name="Start">What the silo starts with.</param>
internal sealed record StoredGeneration(string Id, int Replacements, StoreSource Start);
