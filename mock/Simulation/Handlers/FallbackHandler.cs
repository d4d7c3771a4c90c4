using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Answers what no document offers: unknown paths, other methods, single records of resources that have only lists.</summary>
internal sealed class FallbackHandler(ApiPlan plan, IResponseWriter dialect, IReadOnlyList<OperationEndpoint> endpoints)
{
    private readonly ModeFlag _methodNotFound = plan.Rules[Behaviors.OtherMethods, "not-found"];
    private readonly ModeFlag _methodBadRequest = plan.Rules[Behaviors.OtherMethods, "other"];
    private readonly ModeFlag _methodServerError = plan.Rules[Behaviors.OtherMethods, "server-error"];
    private readonly ResourceModes[] _resources = [.. plan.Resources.Select(resource => new ResourceModes(resource))];

    public OperationResult Handle(RouteMatch? match, RequestContext context)
    {
        var (request, modes) = (context.Request, context.Modes);
        if (dialect.Unrouted(request, match is not null, modes) is { } unrouted)
            return unrouted;
        if (match is null)
            return UnknownPath(request);
        var resource = match.Route.Resource;
        var list = resource.Operations[(int)OperationKind.List];
        if (request.Method == "GET" && list is not null && match.Identity.Length > 0 && resource.Operations[(int)OperationKind.Find] is null)
            return Find(endpoints[list.Index], match, context);
        if (request.Method is "POST" or "PUT" or "DELETE" or "PATCH" && !resource.Operations.Any(operation => operation?.Writes == true))
            return Write(match, context);
        return match.Route.Operations.Length == 0 ? UnknownPath(request)
            : modes[_methodServerError] ? new OperationResult(500, "An internal error.")
            : modes[_methodNotFound] ? new OperationResult(404, $"There is no {request.Method} {request.Path}.")
            : modes[_methodBadRequest] ? new OperationResult(400, $"There is no {request.Method} {request.Path}.")
            : MethodNotAllowed(match.Route, request);
    }

    // A list without a documented find still has paths that look like one.
    private OperationResult Find(OperationEndpoint list, RouteMatch match, RequestContext context)
    {
        var modes = _resources[match.Route.Resource.Index];
        if (context.Modes[modes.FindBadRequest])
            return new OperationResult(400, $"A {match.Route.Resource.Resource} cannot be found by its identity.");
        if (!context.Modes[modes.FindOffered])
            return UnknownPath(context.Request);
        if (list.Authorizer.Authorize(context.Sender, context.Request) is { } refusal)
            return refusal;
        var operation = list.Binder.Context(context);
        return RecordLookup.Parse(match.Identity) is { } identity && operation.Table(match.Route.Resource).Find(identity) is { } record
            ? FindHandler.Found(operation, record)
            : new OperationResult(404, $"There is no {match.Route.Resource.Resource} {match.Identity}.");
    }

    private OperationResult Write(RouteMatch match, RequestContext context)
    {
        var modes = _resources[match.Route.Resource.Index];
        return context.Modes[modes.WritesAccepted] ? new OperationResult(200, "")
            : context.Modes[modes.WritesNotFound] ? new OperationResult(404, $"{match.Route.Resource.Resource} has no {context.Request.Method}.")
            : MethodNotAllowed(match.Route, context.Request);
    }

    private static OperationResult UnknownPath(SimulatedRequest request) => new(404, $"There is no path {request.Path}.");

    private static OperationResult MethodNotAllowed(ApiRoute route, SimulatedRequest request) => new(405, $"{request.Path} has no {request.Method}.")
    {
        Headers = [KeyValuePair.Create("Allow", string.Join(", ", route.Operations.Select(operation => operation.Operation.Method)))],
    };

    /// <summary>The modes of finds and writes that a resource does not document.</summary>
    private sealed class ResourceModes(ResourcePlan resource)
    {
        public ModeFlag FindOffered { get; } = resource.Rules[Behaviors.NoFind, "offered"];

        public ModeFlag FindBadRequest { get; } = resource.Rules[Behaviors.NoFind, "bad-request"];

        public ModeFlag WritesNotFound { get; } = resource.Rules[Behaviors.NoWrites, "not-found"];

        public ModeFlag WritesAccepted { get; } = resource.Rules[Behaviors.NoWrites, "accepted"];
    }
}
