using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Silos are isolated, unless a breakage lets them share the records that the default silo has of a resource.</summary>
internal sealed class SharedTables(ApiPlan plan)
{
    private readonly ModeFlag[] _shared = [.. plan.Resources.Select(resource => resource.Rules[Behaviors.Isolation, "shared"])];

    /// <summary>The tables that an operation acts on.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="state">What the silo holds.</param>
    /// <param name="store">Its records, read once: others may take their place at any time.</param>
    /// <param name="defaultState">What the default silo holds.</param>
    /// <param name="defaultStore">Its records, where some of them are used; else those of the silo.</param>
    public Table[] Of(OperationPlan operation, ApiState state, Store store, ApiState defaultState, out Store defaultStore)
    {
        var own = store.Tables;
        defaultStore = store;
        if (state == defaultState || !IsAnyShared(defaultState.Modes))
            return own;
        defaultStore = defaultState.Store;
        var others = defaultStore.Tables;
        return [.. plan.Resources.Select(resource => (IsShared(operation, resource, defaultState.Modes) ? others : own)[resource.Index])];
    }

    // Nested records are reached through their parents.
    private bool IsShared(OperationPlan operation, ResourcePlan resource, ActiveModes modes) => modes[_shared[resource.Index]]
        || (operation.Resource.Parent == resource && modes[_shared[operation.Resource.Index]]);

    private bool IsAnyShared(ActiveModes modes)
    {
        foreach (var shared in _shared)
        {
            if (modes[shared])
                return true;
        }
        return false;
    }
}
