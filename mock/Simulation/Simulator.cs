using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Silo and request in, response out: one contract acted out. No I/O; time is a <see cref="TimeProvider"/>.</summary>
/// <remarks>Safe for parallel use: writes of one silo are atomic, reads see whole records.</remarks>
internal sealed class Simulator
{
    private readonly ApiPlan _plan;
    private readonly Routes _routes;
    private readonly TimeProvider _clock;

    public Simulator(Contract contract, TimeProvider clock)
    {
        _plan = ApiPlan.Of(contract);
        _routes = new Routes(_plan);
        _clock = clock;
    }

    /// <summary>Where a path of the contract's API leads (any method); null for any other path.</summary>
    public Way? Find(string path) => _routes.Find(path);

    /// <summary>Whether the path begins as one of the contract's API does.</summary>
    public bool Knows(string path) => _routes.Knows(path);

    /// <inheritdoc cref="Answer(SimulatedRequest, Way?, Silos, Silo)"/>
    public SimulatedResponse Answer(SimulatedRequest request, Silos silos, Silo anonymous) => Answer(request, Find(request.Path), silos, anonymous);

    /// <summary>The answer to any request; never throws for what a request holds. That to HEAD is that to GET, whole.</summary>
    /// <param name="request">The request.</param>
    /// <param name="way">Where <see cref="Find"/> says that its path leads.</param>
    /// <param name="silos">Where keys are looked up.</param>
    /// <param name="anonymous">The silo in whose modes a request without a valid key is answered.</param>
    public SimulatedResponse Answer(SimulatedRequest request, Way? way, Silos silos, Silo anonymous)
    {
        var isHead = request.Method == "HEAD";
        var visit = new Visit(_plan, request, silos, anonymous, _clock);
        // Whoever sends HEAD wants to change nothing, whatever GET does.
        var response = way?.Route.For(visit.Request.Method) is { } operation && !(isHead && operation.Writes)
            ? Answer(operation, way, visit)
            : visit.Write(Guesses.Answer(way, visit));
        return _plan.Dialect.Finish(response, visit.Request, visit.Modes);
    }

    private SimulatedResponse Answer(OperationPlan operation, Way way, Visit visit)
    {
        var dialect = _plan.Dialect;
        var format = dialect.FormatOf(way.Suffix, way.Route.Formats, visit.Modes);
        if (visit.Admit(operation) is { } refusal)
        {
            if (operation.Kind == OperationKind.Create && refusal.Status == 403)
                new Creation(visit.Call(operation, Asked.Nothing)).LeaveLinked();
            return visit.Write(refusal, operation, format ?? _plan.Contract.Formats[0]);
        }
        if (format is null)
            return visit.Write(new Reply(406, $"There is no format \"{way.Suffix}\" here."));
        if (!dialect.TryPage(operation, visit.Request, visit.Modes, out var page))
            return visit.Write(operation.Refusal(400, "There is no such page."), operation, format);
        var call = visit.Call(operation, new Asked(way.Identity, null, way.Filter, format, page));
        if (way.Parent is not null)
        {
            if (call.Parent(way.Parent) is not { } parent)
                return visit.Write(operation.Refusal(404, $"There is no {operation.Resource.Parent!.Resource} {way.Parent}.", like: 404), operation, format);
            call = visit.Call(operation, call.Asked with { Parent = parent });
        }
        return operation.Kind switch
        {
            OperationKind.List => List(call, visit),
            OperationKind.Create => visit.Write(new Creation(call).Answer(), operation, format),
            OperationKind.Find when operation.IsAlike && OneRecord.Find(call) is { } record => FindRecord(call, record, visit),
            _ => visit.Write(OneRecord.Answer(call), operation, format),
        };
    }

    private static SimulatedResponse FindRecord(Call call, Record record, Visit visit)
    {
        var finds = visit.World.Finds;
        if (finds.Find(call.Operation, record) is not { } kept)
            return finds.Keep(call.Operation, record, visit.Write(Reading.Find(call, record), call.Operation, call.Asked.Format));
        return kept;
    }

    private static SimulatedResponse List(Call call, Visit visit)
    {
        return visit.World.Lists.Find(call.Operation, call.Tables, call.EmptyIsNotFound) ?? MakeList(call, visit);
    }

    // Apart, so that other requests make no closure.
    private static SimulatedResponse MakeList(Call call, Visit visit) =>
        visit.World.Lists.Make(call, () => visit.Write(Reading.List(call), call.Operation, call.Asked.Format));
}
