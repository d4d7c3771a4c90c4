using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Answers to what no document offers: unknown paths, other methods, paths that are only to be guessed.</summary>
internal static class Guesses
{
    public static Reply Answer(Way? found, Visit visit)
    {
        var (plan, request, modes) = (visit.Plan, visit.Request, visit.Modes);
        if (plan.Dialect.Unrouted(request, found is not null, modes) is { } unrouted)
            return unrouted;
        if (found is not { } way)
            return Unknown(request);
        var resource = way.Route.Resource;
        var list = resource.Operations[(int)OperationKind.List];
        if (request.Method == "GET" && list is not null && way.Identity.Length > 0 && resource.Operations[(int)OperationKind.Find] is null)
        {
            if (modes[resource.Gates.FindBadRequest])
                return new Reply(400, $"A {resource.Resource} cannot be found by its identity.");
            return modes[resource.Gates.FindOffered] ? visit.Admit(list) ?? Offered(list, way, visit) : Unknown(request);
        }
        if (request.Method is "POST" or "PUT" or "DELETE" or "PATCH" && !resource.Operations.Any(operation => operation?.Writes == true))
        {
            return modes[resource.Gates.WritesAccepted] ? new Reply(200, "")
                : modes[resource.Gates.WritesNotFound] ? new Reply(404, $"{resource.Resource} has no {request.Method}.")
                : NotAllowed(way.Route, request);
        }
        return way.Route.Operations.Length == 0 ? Unknown(request)
            : modes[plan.OtherMethodsServerError] ? new Reply(500, "An internal error.")
            : modes[plan.OtherMethodsNotFound] ? new Reply(404, $"There is no {request.Method} {request.Path}.")
            : modes[plan.OtherMethodsOther] ? new Reply(400, $"There is no {request.Method} {request.Path}.")
            : NotAllowed(way.Route, request);
    }

    private static Reply Unknown(SimulatedRequest request) => new(404, $"There is no path {request.Path}.");

    private static Reply Offered(OperationPlan list, Way way, Visit visit)
    {
        var call = visit.Call(list, Asked.Nothing);
        return Identities.Read(way.Identity) is { } number && call.Table(list.Resource).Find(number) is { } record
            ? Reading.Find(call, record)
            : new Reply(404, $"There is no {list.Resource.Resource} {way.Identity}.");
    }

    private static Reply NotAllowed(Route route, SimulatedRequest request) => new(405, $"{request.Path} has no {request.Method}.")
    {
        Headers = [KeyValuePair.Create("Allow", string.Join(", ", route.Operations.Select(operation => operation.Operation.Method)))],
    };
}
