using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>What a silo holds of one API: the modes in force, and the records.</summary>
internal sealed class ApiState(ApiPlan plan, ActiveModes modes, SiloSettings settings, TimeProvider clock)
{
    private const int Many = 100_000;

    private readonly Lock _seeding = new();
    private IReadOnlyList<Record>[]? _seed;
    private Store? _store;

    public ApiPlan Plan => plan;

    public ActiveModes Modes => modes;

    /// <summary>The records as they are; seeds them if nobody has yet.</summary>
    public Store Store => Volatile.Read(ref _store) ?? Seed(null);

    public Store Seed(IProgress<double>? progress)
    {
        lock (_seeding)
        {
            if (_store is null)
            {
                _seed ??= new Seeder(plan, modes, settings.Seed, clock.GetUtcNow().Year, settings.Records).Seed(progress);
                Volatile.Write(ref _store, new Store(plan, _seed, modes));
                // What making so many left behind lies between them: a fifth more memory, until it is collected some day.
                if (_seed.Sum(records => (long)records.Count) >= Many)
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
            progress?.Report(1);
            return _store;
        }
    }

    /// <summary>Back to the seed. Records are immutable, so those of the seed are still as they were.</summary>
    public void Reset()
    {
        lock (_seeding)
        {
            if (_seed is not null)
                Volatile.Write(ref _store, new Store(plan, _seed, modes));
        }
    }
}

/// <summary>The records of a silo, by resource. Writers lock it.</summary>
internal sealed class Store
{
    public Store(ApiPlan plan, IReadOnlyList<Record>[] seed, ActiveModes modes)
    {
        Tables =
        [
            .. plan.Resources.Select(resource => new Table(resource, seed[resource.Index])
            {
                Histories = modes.AnySequence ? new RecordHistories(resource, new SequenceModes(plan.Modes), modes) : null,
            }),
        ];
    }

    /// <summary>By <see cref="ResourcePlan.Index"/>.</summary>
    public Table[] Tables { get; }

    /// <summary>Another number after every write to any of the tables.</summary>
    public long Version
    {
        get
        {
            var version = 0L;
            foreach (var table in Tables)
                version += table.Version;
            return version;
        }
    }
}
