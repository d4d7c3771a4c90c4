using System.Collections.Immutable;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State.Snapshots;

/// <summary>The state of silos, saved under a name. Records never change, so it keeps them as they are.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Time">When it was saved.</param>
/// <param name="Silos">The silos, in their order.</param>
/// <param name="IsWhole">Whether these are all silos: restoring it takes away those made since.</param>
/// <param name="Overrides">The overrides; null where they did not come along.</param>
internal sealed record Snapshot(
    string Name, DateTimeOffset Time, ImmutableArray<SavedSilo> Silos, bool IsWhole, ImmutableArray<SavedOverride>? Overrides)
{
    /// <summary>The keys whose overrides it is about; null for all.</summary>
    public IReadOnlyCollection<string>? Keys => IsWhole ? null : [.. Silos.SelectMany(silo => silo.Settings.Keys).Select(right => right.Key)];
}

/// <summary>A silo of a snapshot.</summary>
/// <param name="Settings">What it was made with.</param>
/// <param name="Records">By API; null where nobody had asked for one yet: then they are those that the silo starts with.</param>
internal sealed record SavedSilo(SiloSettings Settings, ImmutableArray<StoreSource?> Records);

/// <summary>The snapshots of a mock, by name. Safe for parallel use.</summary>
internal sealed class SnapshotList(Silos silos, OverrideList overrides, TimeProvider clock)
{
    private ImmutableSortedDictionary<string, Snapshot> _all = ImmutableSortedDictionary.Create<string, Snapshot>(StringComparer.Ordinal);

    /// <summary>Stands for the snapshots that there are: another object as soon as there are others.</summary>
    public object List => Volatile.Read(ref _all);

    /// <summary>By name.</summary>
    public IEnumerable<Snapshot> All => Volatile.Read(ref _all).Values;

    public Snapshot? Find(string name) => Volatile.Read(ref _all).GetValueOrDefault(name);

    /// <summary>Why there is none of a name.</summary>
    public string Missing(string name) => $"There is no snapshot {name}; "
        + (Nearest.Hint(name, All.Select(snapshot => snapshot.Name)) ?? (All.Any() ? $"there is {string.Join(", ", All.Select(snapshot => snapshot.Name))}." : "none is saved yet."));

    /// <summary>Saves silos as they are.</summary>
    /// <param name="name">In place of another one of this name.</param>
    /// <param name="silo">One silo alone; null for all.</param>
    /// <param name="withOverrides">Whether the overrides come along.</param>
    public Snapshot Save(string name, Silo? silo, bool withOverrides)
    {
        ImmutableArray<Silo> saved = silo is null ? silos.All : [silo];
        var snapshot = new Snapshot(name, clock.GetUtcNow(), [.. saved.Select(one => new SavedSilo(one.Settings, one.Capture()))], silo is null, null);
        snapshot = withOverrides ? snapshot with { Overrides = overrides.Save(snapshot.Keys) } : snapshot;
        Add(snapshot);
        return snapshot;
    }

    /// <summary>Adds one that comes from elsewhere.</summary>
    public void Add(Snapshot snapshot) => ImmutableInterlocked.Update(ref _all, all => all.SetItem(snapshot.Name, snapshot));

    /// <summary>Puts its silos back to what they were. Each request meets a silo before or after.</summary>
    public void Restore(Snapshot snapshot)
    {
        silos.Restore([.. snapshot.Silos.Select(silo => (silo.Settings, silo.Records))], snapshot.IsWhole);
        if (snapshot.Overrides is { } saved)
            overrides.Restore(saved, snapshot.Keys);
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => ImmutableInterlocked.Update(ref _all, all => all.Clear());

    /// <summary>Forgets one; false where there is no such one.</summary>
    public bool Remove(string name)
    {
        var removed = false;
        ImmutableInterlocked.Update(ref _all, all =>
        {
            removed = all.ContainsKey(name);
            return all.Remove(name);
        });
        return removed;
    }
}
