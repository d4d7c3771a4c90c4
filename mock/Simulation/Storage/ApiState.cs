using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>What a silo holds of one API: the modes in force, and the store.</summary>
internal sealed class ApiState(ApiPlan plan, ActiveModes modes, SiloSettings settings, TimeProvider clock)
{
    private const int Many = 100_000;

    private readonly Lock _seeding = new();
    private IReadOnlyList<Record>[]? _seed;
    private Store? _store;

    public ApiPlan Plan => plan;

    public ListResponseCache Lists { get; } = new(plan);

    public FindResponseCache Finds { get; } = new();

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

/// <summary>The records of a silo, by resource. Whoever writes locks it.</summary>
internal sealed class Store
{
    public Store(ApiPlan plan, IReadOnlyList<Record>[] seed, ActiveModes modes)
    {
        Writers = new RecordWriter?[plan.Operations.Length];
        Tables =
        [
            .. plan.Resources.Select(resource => new Table(resource, seed[resource.Index])
            {
                RecordHistories = modes.AnySequence ? new RecordHistories(resource, plan.Sequences, modes) : null,
            }),
        ];
    }

    /// <summary>By <see cref="ResourcePlan.Index"/>.</summary>
    public Table[] Tables { get; }

    /// <summary>What writes the records of each operation, as far as they are needed yet, by <see cref="OperationPlan.Index"/>.</summary>
    public RecordWriter?[] Writers { get; }
}
