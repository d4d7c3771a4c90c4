using System.Collections.Immutable;
using PlanisoContract.Mock.Journal;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.State.Snapshots;
using PlanisoContract.Mock.State.Stores;

namespace PlanisoContract.Mock;

/// <summary>What a mock consists of behind its addresses.</summary>
internal sealed class MockServices
{
    /// <exception cref="StartException">A silo's settings are wrong.</exception>
    public MockServices(MockOptions options) : this(options, new RequestJournal(options.Clock), new KeyRedaction(options.Contracts,
        options.HasDefaultSilos ? options.StartSilos.SelectMany(silo => silo.Keys).Select(right => right.Key) : []))
    {
        Started = options.Clock.GetTimestamp();
        try
        {
            foreach (var settings in options.StartSilos)
                Silos.Add(settings);
            Silos.KeepAll();
        }
        catch (ArgumentException wrong)
        {
            throw new StartException(StartException.Reason(wrong));
        }
    }

    private MockServices(MockOptions options, RequestJournal journal, KeyRedaction redaction)
    {
        Options = options;
        Silos = new Silos(options.Contracts, options.Clock) { IsTracked = options.Store is not null };
        Data = new SiloData(options.Contracts, options.Clock);
        Overrides = new OverrideStep(new OverrideList(options.Start.Seed, options.Overrides), Silos);
        Snapshots = new SnapshotList(Silos, Overrides.List, options.Clock);
        Journal = journal;
        Redaction = redaction;
    }

    public MockOptions Options { get; }

    /// <summary>When the mock began, as a timestamp of its clock.</summary>
    public long Started { get; private init; }

    public Silos Silos { get; }

    public SiloData Data { get; }

    public SnapshotList Snapshots { get; }

    public OverrideStep Overrides { get; }

    public RequestJournal Journal { get; }

    /// <summary>Where requests wait until what they have done is stored; null where the state is in memory alone.</summary>
    public CommitQueue? Commits { get; private set; }

    public KeyRedaction Redaction { get; }

    /// <summary>What else there is to put back.</summary>
    public event Action? ResetDone;

    /// <summary>The same mock with other contracts: journal and store are these, and silos, overrides and snapshots are to be brought over.</summary>
    public MockServices With(MockOptions options)
    {
        Redaction.Learn(options.Contracts);
        var services = new MockServices(options, Journal, Redaction) { Commits = Commits, Started = Started };
        services.ResetDone += ResetDone;
        return services;
    }

    /// <summary>Opens the store of the options, if there is one.</summary>
    /// <exception cref="StartException">It cannot be opened, or what it holds does not fit the contracts.</exception>
    public async Task OpenStoreAsync()
    {
        if (Options.Store is { } address)
            Commits = await CommitQueue.StartAsync(this, StateStores.Open(address), Options.IsDiscarding, Options.Log);
    }

    /// <summary>Brings what it holds over to what takes its place, and stores it there; where that fails, all stays as it was.</summary>
    /// <param name="next">What takes its place.</param>
    /// <param name="move">Brings it over.</param>
    public async Task MoveAsync(MockServices next, Action<MockServices, MockServices> move)
    {
        if (Commits is { } commits)
            await commits.MoveAsync(next, () => move(this, next));
        else
            move(this, next);
    }

    /// <summary>Carries out what no request asks for, and waits until it is stored.</summary>
    public T Change<T>(Func<T> change) => Commits is { } commits ? commits.WriteAsync(() => new ValueTask<T>(change())).AsTask().GetAwaiter().GetResult() : change();

    /// <inheritdoc cref="Change{T}"/>
    public void Change(Action change) => Change(() =>
    {
        change();
        return true;
    });

    /// <summary>Puts everything back to where it began. Silos that were made since are gone; snapshots stay.</summary>
    public void Reset()
    {
        Silos.Reset();
        Overrides.List.Reset();
        Journal.Clear();
        ResetDone?.Invoke();
    }

    /// <summary>Puts a silo back to where it began, and what is tied to its keys.</summary>
    public void Reset(Silo silo)
    {
        Silos.Reset(silo);
        Overrides.List.Reset(KeysOf(silo));
    }

    /// <summary>Takes a silo away, and what is tied to its keys; false for the first one, which stays.</summary>
    public bool Remove(Silo silo)
    {
        if (!Silos.Remove(silo))
            return false;
        Overrides.List.Remove(KeysOf(silo));
        return true;
    }

    /// <summary>Reads overrides of the APIs and the keys that there are.</summary>
    public OverrideReader NewOverrideReader() => new(Options.Contracts, Silos.AllKeys);

    private static ImmutableArray<string> KeysOf(Silo silo) => [.. silo.Settings.Keys.Select(right => right.Key)];
}
