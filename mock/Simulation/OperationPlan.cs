using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>An operation compiled.</summary>
internal sealed class OperationPlan(ApiPlan api, Operation operation, int index)
{
    public ApiPlan Api => api;

    public Operation Operation => operation;

    /// <summary>Position among the contract's operations.</summary>
    public int Index => index;

    public ResourcePlan Resource { get; } = api.Resource(operation.Resource);

    public OperationKind Kind { get; } = operation.Kind;

    /// <summary>The rules of the operation.</summary>
    public PlaceFlags Rules { get; } = api.Modes.Of(Place.Of(operation));

    /// <summary>Whether every request for it asks for the same: no page, no filter, no parent, no format.</summary>
    public bool IsWhole { get; } = operation is { Filter: null, Query: null, Paging: null, Formats.IsEmpty: true } && operation.Parameters.IsEmpty;

    /// <summary>Whether its answers name the version of the record that they show.</summary>
    public bool HasVersions { get; } = api.Modes.Of(Place.Of(operation)).Has(Behaviors.ETag);

    public bool Writes => operation.Writes;

    /// <summary>Whether the documented request sends a field; without one, whatever could be sent counts as sent.</summary>
    public bool IsSent(FieldPlan field) => operation.Bodies.IsEmpty || operation.Bodies[0].Example is not JsonObject sent
        ? field.Written
        : ParameterBinding.Names(field.Field).Any(sent.ContainsKey);

    public override string ToString() => operation.ToString();
}
