using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>An isolated, resettable world of records with its own seed, profile and breakages.</summary>
internal sealed class Silo
{
    // By their contracts, each made when it is first asked for.
    private readonly ImmutableArray<(Contract Contract, Lazy<World> World)> _worlds;

    internal Silo(SiloSettings settings, ImmutableArray<(Contract Contract, Lazy<World> World)> worlds)
    {
        Settings = settings;
        _worlds = worlds;
    }

    public SiloSettings Settings { get; }

    /// <summary>The first key: the name under which administration knows the silo.</summary>
    public string Name => Settings.Keys[0].Key;

    /// <summary>The count of records by resource of an API; seeds it if nobody has yet.</summary>
    public IReadOnlyList<(Resource Resource, int Count)> Count(Contract contract)
    {
        var world = WorldOf(contract);
        var store = world.Store;
        return [.. world.Plan.Resources.Select(resource => (resource.Resource, store.Tables[resource.Index].Count))];
    }

    /// <summary>Seeds the records of an API now. Progress goes from 0 to 1.</summary>
    public void Seed(Contract contract, IProgress<double>? progress = null) => WorldOf(contract).Seed(progress);

    /// <summary>Whether this mode of a rule (by id) is in force; for hosts that must act on one (breakage <c>race</c>).</summary>
    public bool Is(Rule rule, string mode)
    {
        foreach (var (contract, world) in _worlds)
        {
            if (ReferenceEquals(contract.Rule(rule.Id), rule))
                return world.Value.Modes[new Gate(rule.Index, Gates.Bit(rule.Behavior, mode))];
        }
        return false;
    }

    /// <summary>The silo's share of an API.</summary>
    internal World WorldOf(Contract contract)
    {
        foreach (var (other, world) in _worlds)
        {
            if (ReferenceEquals(other, contract))
                return world.Value;
        }
        throw new ArgumentException($"The silo {Name} holds nothing of {contract.Api}.", nameof(contract));
    }

    internal void Reset()
    {
        foreach (var (_, world) in _worlds)
        {
            if (world.IsValueCreated)
                world.Value.Reset();
        }
    }
}
