using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>A contract compiled: everything that an answer needs to know, looked up once.</summary>
internal sealed class ApiPlan
{
    // The simulator and every silo need the same plan of the same contract.
    private static readonly ConditionalWeakTable<Contract, Lazy<ApiPlan>> Compiled = [];

    private ApiPlan(Contract contract)
    {
        Contract = contract;
        var gates = new Gates(contract);
        Resources = [.. contract.Resources.Select((resource, index) => new ResourcePlan(contract, resource, index, gates))];
        foreach (var resource in Resources)
            resource.Connect(this, gates);
        Dialect = Dialect.Of(contract, gates);
        Operations = [.. contract.Operations.Select((operation, index) => new OperationPlan(this, operation, index, gates))];
        foreach (var operation in Operations)
            operation.Resource.Operations[(int)operation.Kind] ??= operation;
        var api = gates.Of(Place.Api);
        OtherMethodsNotFound = api[Behaviors.OtherMethods, "not-found"];
        OtherMethodsOther = api[Behaviors.OtherMethods, "other"];
        OtherMethodsServerError = api[Behaviors.OtherMethods, "server-error"];
        UnknownRefused = api[Behaviors.UnknownParameter, "refused"];
        UnknownStored = api[Behaviors.UnknownParameter, "stored"];
        UnknownServerError = api[Behaviors.UnknownParameter, "server-error"];
        WrongTypeCoerced = api[Behaviors.WrongType, "coerced"];
        WrongTypeStored = api[Behaviors.WrongType, "stored"];
        FormValuesLost = api[Behaviors.FormBody, "values-lost"];
        ValuesLost = api[Behaviors.JsonBody, "values-lost"];
        Doors = new DoorGates(api);
        Sequences = new SequenceGates(gates);
        Admissions = [.. contract.Operations.Select(operation => new AdmissionGates(gates.Of(Place.Of(operation))))];
    }

    public Contract Contract { get; }

    public Dialect Dialect { get; }

    public ImmutableArray<ResourcePlan> Resources { get; }

    public ImmutableArray<OperationPlan> Operations { get; }

    public DoorGates Doors { get; }

    public SequenceGates Sequences { get; }

    /// <summary>By <see cref="OperationPlan.Index"/>.</summary>
    public ImmutableArray<AdmissionGates> Admissions { get; }

    public Gate OtherMethodsNotFound { get; }
    public Gate OtherMethodsOther { get; }
    public Gate OtherMethodsServerError { get; }
    public Gate UnknownRefused { get; }
    public Gate UnknownStored { get; }
    public Gate UnknownServerError { get; }
    public Gate WrongTypeCoerced { get; }
    public Gate WrongTypeStored { get; }
    public Gate FormValuesLost { get; }
    public Gate ValuesLost { get; }

    public static ApiPlan Of(Contract contract) => Compiled.GetValue(contract, static contract => new Lazy<ApiPlan>(() => new ApiPlan(contract))).Value;

    public ResourcePlan Resource(string name) => Resources.First(resource => resource.Resource.Name == name);
}
