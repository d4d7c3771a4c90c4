using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Handlers;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Silo and request in, response out: one contract acted out. No I/O; time is a <see cref="TimeProvider"/>.</summary>
/// <remarks>Safe for parallel use: writes of one silo are atomic, reads see whole records.</remarks>
internal sealed class Simulator
{
    private readonly ApiPlan _plan;
    private readonly Router _router;
    private readonly TimeProvider _clock;

    public Simulator(Contract contract, TimeProvider clock)
    {
        _plan = ApiPlan.Of(contract);
        _router = new Router(_plan);
        _clock = clock;
    }

    /// <summary>Where a path of the contract's API leads (any method); null for any other path.</summary>
    public RouteMatch? Find(string path) => _router.Find(path);

    /// <summary>Whether the path begins as one of the contract's API does.</summary>
    public bool Knows(string path) => _router.Knows(path);

    /// <inheritdoc cref="Answer(SimulatedRequest, RouteMatch?, Silos, Silo)"/>
    public SimulatedResponse Answer(SimulatedRequest request, Silos silos, Silo defaultSilo) => Answer(request, Find(request.Path), silos, defaultSilo);

    /// <summary>The answer to any request; never throws for what a request holds. That to HEAD is that to GET, whole.</summary>
    /// <param name="request">The request.</param>
    /// <param name="match">Where <see cref="Find"/> says that its path leads.</param>
    /// <param name="silos">Where keys are looked up.</param>
    /// <param name="defaultSilo">The silo whose modes govern requests without a valid key.</param>
    public SimulatedResponse Answer(SimulatedRequest request, RouteMatch? match, Silos silos, Silo defaultSilo)
    {
        var isHead = request.Method == "HEAD";
        var requestContext = new RequestContext(_plan, request, silos, defaultSilo, _clock);
        // Whoever sends HEAD wants to change nothing, whatever GET does.
        var response = match?.Route.For(requestContext.Request.Method) is { } operation && !(isHead && operation.Writes)
            ? Answer(operation, match, requestContext)
            : requestContext.Write(FallbackHandler.Answer(match, requestContext));
        return _plan.Dialect.Finish(response, requestContext.Request, requestContext.Modes);
    }

    private SimulatedResponse Answer(OperationPlan operation, RouteMatch match, RequestContext requestContext)
    {
        var dialect = _plan.Dialect;
        var format = dialect.FormatOf(match.Suffix, match.Route.Formats, requestContext.Modes);
        if (requestContext.Authorize(operation) is { } refusal)
        {
            if (operation.Kind == OperationKind.Create && refusal.Status == 403)
                new CreateHandler(requestContext.CreateContext(operation, OperationParameters.None)).LeaveLinked();
            return requestContext.Write(refusal, operation, format ?? _plan.Contract.Formats[0]);
        }
        if (format is null)
            return requestContext.Write(new OperationResult(406, $"There is no format \"{match.Suffix}\" here."));
        if (!dialect.TryPage(operation, requestContext.Request, requestContext.Modes, out var page))
            return requestContext.Write(operation.Refusal(400, "There is no such page."), operation, format);
        var context = requestContext.CreateContext(operation, new OperationParameters(match.Identity, null, match.Filter, format, page));
        if (match.Parent is not null)
        {
            if (context.Parent(match.Parent) is not { } parent)
                return requestContext.Write(operation.Refusal(404, $"There is no {operation.Resource.Parent!.Resource} {match.Parent}.", like: 404), operation, format);
            context = requestContext.CreateContext(operation, context.Parameters with { Parent = parent });
        }
        return operation.Kind switch
        {
            OperationKind.List => List(context, requestContext),
            OperationKind.Create => requestContext.Write(new CreateHandler(context).Answer(), operation, format),
            OperationKind.Find when operation.IsAlike && RecordOperations.Find(context) is { } record => FindRecord(context, record, requestContext),
            _ => requestContext.Write(RecordOperations.Answer(context), operation, format),
        };
    }

    private static SimulatedResponse FindRecord(OperationContext context, Record record, RequestContext requestContext)
    {
        var finds = requestContext.ApiState.Finds;
        return finds.Find(context.Operation, record)
            ?? finds.Keep(context.Operation, record, requestContext.Write(Reading.Find(context, record), context.Operation, context.Parameters.Format));
    }

    private static SimulatedResponse List(OperationContext context, RequestContext requestContext)
    {
        return requestContext.ApiState.Lists.Find(context.Operation, context.Tables, context.EmptyIsNotFound) ?? MakeList(context, requestContext);
    }

    // Apart, so that other requests make no closure.
    private static SimulatedResponse MakeList(OperationContext context, RequestContext requestContext) =>
        requestContext.ApiState.Lists.Make(context, () => requestContext.Write(Reading.List(context), context.Operation, context.Parameters.Format));
}
