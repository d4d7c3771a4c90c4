using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>A contract compiled: everything that a request needs to know of it, looked up once.</summary>
internal sealed class ApiPlan
{
    // The simulator and every silo need the same plan of the same contract.
    private static readonly ConditionalWeakTable<Contract, Lazy<ApiPlan>> Compiled = [];

    private ApiPlan(Contract contract)
    {
        Contract = contract;
        Modes = new ModeFlags(contract);
        Rules = Modes.Of(Place.Api);
        Resources = [.. contract.Resources.Select((resource, index) => new ResourcePlan(contract, resource, index, Modes))];
        foreach (var resource in Resources)
            resource.Connect(this);
        Operations = [.. contract.Operations.Select((operation, index) => new OperationPlan(this, operation, index))];
        foreach (var operation in Operations)
            operation.Resource.Operations[(int)operation.Kind] ??= operation;
    }

    public Contract Contract { get; }

    /// <summary>The mode flags of the contract, for places that have no plan of their own.</summary>
    public ModeFlags Modes { get; }

    /// <summary>The rules of the whole API.</summary>
    public PlaceFlags Rules { get; }

    public ImmutableArray<ResourcePlan> Resources { get; }

    public ImmutableArray<OperationPlan> Operations { get; }

    public static ApiPlan Of(Contract contract) => Compiled.GetValue(contract, static contract => new Lazy<ApiPlan>(() => new ApiPlan(contract))).Value;

    public ResourcePlan Resource(string name) => Resources.First(resource => resource.Resource.Name == name);
}
