using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>An isolated, resettable set of records with its own seed, profile and breakages.</summary>
internal sealed class Silo
{
    // By their contracts, each made when it is first asked for.
    private readonly ImmutableArray<(Contract Contract, Lazy<ApiState> ApiState)> _states;

    internal Silo(SiloSettings settings, ImmutableArray<(Contract Contract, Lazy<ApiState> ApiState)> states)
    {
        Settings = settings;
        _states = states;
    }

    public SiloSettings Settings { get; }

    /// <summary>The first key: the name under which administration knows the silo.</summary>
    public string Name => Settings.Keys[0].Key;

    /// <summary>The count of records by resource of an API; seeds it if nobody has yet.</summary>
    public IReadOnlyList<(Resource Resource, int Count)> Count(Contract contract)
    {
        var state = StateOf(contract);
        var store = state.Store;
        return [.. state.Plan.Resources.Select(resource => (resource.Resource, store.Tables[resource.Index].Count))];
    }

    /// <summary>Seeds the records of an API now. Progress goes from 0 to 1.</summary>
    public void Seed(Contract contract, IProgress<double>? progress = null) => StateOf(contract).Seed(progress);

    /// <summary>Whether this mode of a rule (by id) is in force; for hosts that must act on one (breakage <c>race</c>).</summary>
    public bool Is(Rule rule, string mode)
    {
        foreach (var (contract, state) in _states)
        {
            if (ReferenceEquals(contract.Rule(rule.Id), rule))
                return state.Value.Modes[new ModeFlag(rule.Index, ModeFlags.Bit(rule.Behavior, mode))];
        }
        return false;
    }

    /// <summary>Another text after every change of its records.</summary>
    internal string Version => string.Join('.', _states.Select(state => state.ApiState.IsValueCreated ? state.ApiState.Value.Version : ""));

    /// <summary>The silo's share of an API.</summary>
    internal ApiState StateOf(Contract contract)
    {
        foreach (var (other, state) in _states)
        {
            if (ReferenceEquals(other, contract))
                return state.Value;
        }
        throw new ArgumentException($"The silo {Name} holds nothing of {contract.Api}.", nameof(contract));
    }

    /// <summary>What the silo holds of the APIs that somebody has asked for.</summary>
    internal IEnumerable<(Contract Contract, ApiState State)> States => _states.Where(state => state.ApiState.IsValueCreated).Select(state => (state.Contract, state.ApiState.Value));

    /// <summary>The records as they are, by API; null for one that nobody has asked for yet.</summary>
    internal ImmutableArray<StoreSource?> Capture() => [.. _states.Select(state => state.ApiState.IsValueCreated ? state.ApiState.Value.Capture() : null)];

    /// <summary>Puts captured records in the place of those that there are.</summary>
    internal void Restore(ImmutableArray<StoreSource?> captured)
    {
        foreach (var (at, (_, state)) in _states.Index())
        {
            if (captured[at] is { } source)
                state.Value.Replace(source);
            else if (state.IsValueCreated)
                state.Value.Reset();
        }
    }

    internal void Reset()
    {
        foreach (var (_, state) in _states)
        {
            if (state.IsValueCreated)
                state.Value.Reset();
        }
    }
}
