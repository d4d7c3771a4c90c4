using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Answers to what no document offers: unknown paths, other methods, paths that are only to be guessed.</summary>
internal static class FallbackHandler
{
    public static OperationResult Answer(RouteMatch? found, RequestContext requestContext)
    {
        var (plan, request, modes) = (requestContext.Plan, requestContext.Request, requestContext.Modes);
        if (plan.Dialect.Unrouted(request, found is not null, modes) is { } unrouted)
            return unrouted;
        if (found is not { } match)
            return Unknown(request);
        var resource = match.Route.Resource;
        var list = resource.Operations[(int)OperationKind.List];
        if (request.Method == "GET" && list is not null && match.Identity.Length > 0 && resource.Operations[(int)OperationKind.Find] is null)
        {
            if (modes[resource.Flags.FindBadRequest])
                return new OperationResult(400, $"A {resource.Resource} cannot be found by its identity.");
            return modes[resource.Flags.FindOffered] ? requestContext.Authorize(list) ?? Offered(list, match, requestContext) : Unknown(request);
        }
        if (request.Method is "POST" or "PUT" or "DELETE" or "PATCH" && !resource.Operations.Any(operation => operation?.Writes == true))
        {
            return modes[resource.Flags.WritesAccepted] ? new OperationResult(200, "")
                : modes[resource.Flags.WritesNotFound] ? new OperationResult(404, $"{resource.Resource} has no {request.Method}.")
                : NotAllowed(match.Route, request);
        }
        return match.Route.Operations.Length == 0 ? Unknown(request)
            : modes[plan.OtherMethodsServerError] ? new OperationResult(500, "An internal error.")
            : modes[plan.OtherMethodsNotFound] ? new OperationResult(404, $"There is no {request.Method} {request.Path}.")
            : modes[plan.OtherMethodsOther] ? new OperationResult(400, $"There is no {request.Method} {request.Path}.")
            : NotAllowed(match.Route, request);
    }

    private static OperationResult Unknown(SimulatedRequest request) => new(404, $"There is no path {request.Path}.");

    private static OperationResult Offered(OperationPlan list, RouteMatch match, RequestContext requestContext)
    {
        var context = requestContext.CreateContext(list, OperationParameters.None);
        return IdentityParser.Read(match.Identity) is { } number && context.Table(list.Resource).Find(number) is { } record
            ? Reading.Find(context, record)
            : new OperationResult(404, $"There is no {list.Resource.Resource} {match.Identity}.");
    }

    private static OperationResult NotAllowed(ApiRoute route, SimulatedRequest request) => new(405, $"{request.Path} has no {request.Method}.")
    {
        Headers = [KeyValuePair.Create("Allow", string.Join(", ", route.Operations.Select(operation => operation.Operation.Method)))],
    };
}
