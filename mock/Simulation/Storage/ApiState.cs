using System.Globalization;
using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>What a silo holds of one API: the modes in force, and the records.</summary>
/// <param name="plan">The API.</param>
/// <param name="modes">The modes in force.</param>
/// <param name="start">The records that it starts with, and that a reset goes back to.</param>
/// <param name="isTracked">Whether stores remember what is written.</param>
internal sealed class ApiState(ApiPlan plan, ActiveModes modes, StoreSource start, bool isTracked = false)
{
    private const int Many = 100_000;

    private readonly Lock _replacing = new();
    private readonly StoreSource _own = start;
    private StoreSource _start = start;

    // What the store is made from when somebody needs it.
    private StoreSource _source = start;
    private Store? _store;

    public ApiPlan Plan => plan;

    public ActiveModes Modes => modes;

    /// <summary>How often other records took the place of all that there were.</summary>
    public int Replacements { get; private set; }

    /// <summary>The records that it starts with.</summary>
    public StoreSource Start => _start;

    /// <summary>Whether these are those that it was made with.</summary>
    public bool IsStartOwn => _start == _own;

    /// <summary>The records that took the place of all others last.</summary>
    public StoreSource Source => _source;

    /// <summary>The records as they are; null if nobody has asked for them yet.</summary>
    public Store? Made => Volatile.Read(ref _store);

    /// <summary>The records as they are; seeds them if nobody has yet.</summary>
    public Store Store => Volatile.Read(ref _store) ?? Seed(null);

    public Store Seed(IProgress<double>? progress)
    {
        lock (_replacing)
        {
            if (_store is null)
            {
                var isNew = _source.Made is null;
                var content = _source.Make(progress);
                Volatile.Write(ref _store, New(content));
                // What making so many left behind lies between them: a fifth more memory, until it is collected some day.
                if (isNew && content.Count >= Many)
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
            progress?.Report(1);
            return _store;
        }
    }

    /// <summary>Another text after every change of the records.</summary>
    public string Version => Volatile.Read(ref _store) is { } store
        ? string.Create(CultureInfo.InvariantCulture, $"{RuntimeHelpers.GetHashCode(store)}-{store.Version}") : "";

    /// <summary>Back to the start. Records are immutable, so those of the start are still as they were.</summary>
    public void Reset()
    {
        lock (_replacing)
            Become(_start);
    }

    /// <summary>Gives it another start, and begins there.</summary>
    public void Restart(StoreSource start) => Load(start, start);

    /// <summary>Gives it another start, and other records.</summary>
    public void Load(StoreSource start, StoreSource source)
    {
        lock (_replacing)
        {
            _start = start;
            Become(source);
        }
    }

    /// <summary>Puts other records in the place of all that there are. A request sees those before or those after.</summary>
    public void Replace(StoreSource source)
    {
        lock (_replacing)
            Become(source);
    }

    /// <summary>Puts other records in the place of all that there are, made from them while nobody writes.</summary>
    /// <param name="make">Makes them; null leaves all as it is.</param>
    public void Change(Func<StoreContent, StoreContent?> make)
    {
        lock (_replacing)
        {
            var store = Store;
            lock (store)
            {
                if (make(store.Capture()) is { } content)
                    Become(new StoreSource(content));
            }
        }
    }

    /// <summary>The records as they are. While nobody has written, it costs nothing.</summary>
    public StoreSource Capture()
    {
        lock (_replacing)
        {
            if (_store is not { } store || store.IsUnchanged)
                return _source;
            lock (store)
                return new StoreSource(store.Capture());
        }
    }

    // What is not made yet is made when somebody asks for it.
    private void Become(StoreSource source)
    {
        _source = source;
        Replacements++;
        Volatile.Write(ref _store, source.Made is { } content ? New(content) : null);
    }

    private Store New(StoreContent content)
    {
        var store = new Store(plan, content, modes);
        foreach (var table in isTracked ? store.Tables : [])
            table.Track();
        return store;
    }
}

/// <summary>The records of a silo, by resource. Writers lock it.</summary>
internal sealed class Store
{
    private readonly long _firstVersion;

    public Store(ApiPlan plan, StoreContent content, ActiveModes modes)
    {
        Tables =
        [
            .. plan.Resources.Select(resource => new Table(resource, content.Tables[resource.Index])
            {
                Histories = modes.AnySequence ? new RecordHistories(resource, new SequenceModes(plan.Modes), modes) : null,
            }),
        ];
        _firstVersion = Version;
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

    /// <summary>Whether nobody has written to it.</summary>
    public bool IsUnchanged => Version == _firstVersion;

    /// <summary>The records as they are, for callers that hold its lock.</summary>
    public StoreContent Capture() => new([.. Tables.Select(table => table.Capture())]);
}
