using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Handlers;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Overrides;

/// <summary>A request in the contract's terms: its operation, its key, its record.</summary>
/// <param name="Api">The API that it is sent to.</param>
/// <param name="Context">The request, with the method that it stands for.</param>
/// <param name="Match">Where its path leads.</param>
/// <param name="Endpoint">What the requests for its operation go through.</param>
internal sealed record ContractRequest(OverriddenApi Api, RequestContext Context, RouteMatch Match, OperationEndpoint Endpoint)
{
    public OperationPlan Plan => Endpoint.Operation;

    public Operation Operation => Plan.Operation;

    public string? Header(string name) => Context.Request.Header(name);

    public bool IsMeantBy(Override definition) =>
        definition.Operations.Contains(Operation)
        && (definition.Identity is not { } identity || IsIdentity(identity))
        && (definition.Key is not { } key || Api.HasKey(Context.Request, key));

    private bool IsIdentity(string identity) => Match.Identity == identity
        || (RecordLookup.Parse(identity) is { } number && RecordLookup.Parse(Match.Identity) == number);
}
