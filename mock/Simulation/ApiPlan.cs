using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
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
        var flags = new ModeFlags(contract);
        Resources = [.. contract.Resources.Select((resource, index) => new ResourcePlan(contract, resource, index, flags))];
        foreach (var resource in Resources)
            resource.Connect(this, flags);
        Dialect = Dialect.Of(contract, flags);
        Operations = [.. contract.Operations.Select((operation, index) => new OperationPlan(this, operation, index, flags))];
        foreach (var operation in Operations)
            operation.Resource.Operations[(int)operation.Kind] ??= operation;
        var api = flags.Of(Place.Api);
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
        Authentication = new AuthenticationModes(api);
        Sequences = new SequenceModes(flags);
        Authorizations = [.. contract.Operations.Select(operation => new AuthorizationModes(flags.Of(Place.Of(operation))))];
    }

    public Contract Contract { get; }

    public Dialect Dialect { get; }

    public ImmutableArray<ResourcePlan> Resources { get; }

    public ImmutableArray<OperationPlan> Operations { get; }

    public AuthenticationModes Authentication { get; }

    public SequenceModes Sequences { get; }

    /// <summary>By <see cref="OperationPlan.Index"/>.</summary>
    public ImmutableArray<AuthorizationModes> Authorizations { get; }

    public ModeFlag OtherMethodsNotFound { get; }
    public ModeFlag OtherMethodsOther { get; }
    public ModeFlag OtherMethodsServerError { get; }
    public ModeFlag UnknownRefused { get; }
    public ModeFlag UnknownStored { get; }
    public ModeFlag UnknownServerError { get; }
    public ModeFlag WrongTypeCoerced { get; }
    public ModeFlag WrongTypeStored { get; }
    public ModeFlag FormValuesLost { get; }
    public ModeFlag ValuesLost { get; }

    public static ApiPlan Of(Contract contract) => Compiled.GetValue(contract, static contract => new Lazy<ApiPlan>(() => new ApiPlan(contract))).Value;

    public ResourcePlan Resource(string name) => Resources.First(resource => resource.Resource.Name == name);
}
