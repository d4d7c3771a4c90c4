namespace PlanisoContract.Mock.Simulation;

/// <summary>One request to one API: who sends it, what it means, how it is answered.</summary>
internal sealed class Visit
{
    private readonly ApiPlan _plan;
    private readonly Silo _door;
    private readonly TimeProvider _clock;
    private readonly Silos _silos;
    private Visitor _visitor;

    public Visit(ApiPlan plan, SimulatedRequest request, Silos silos, Silo door, TimeProvider clock)
    {
        _plan = plan;
        _door = door;
        _clock = clock;
        _silos = silos;
        _visitor = Visitor.Of(plan, request, silos, door);
        Request = plan.Dialect.Meant(request, Modes);
    }

    public ApiPlan Plan => _plan;

    /// <summary>The request with the method that it means.</summary>
    public SimulatedRequest Request { get; }

    public World World => _visitor.World;

    public Modes Modes => _visitor.World.Modes;

    /// <summary>Why the visitor may not carry the operation out, or null.</summary>
    public Reply? Admit(OperationPlan operation)
    {
        var gates = _plan.Admissions[operation.Index];
        if (_visitor.NoKey)
        {
            _visitor = Modes[gates.NoKeyAccepted]
                ? new Visitor(new Access(_door, CanWrite: true), World)
                : _visitor with { Status = Modes[gates.NoKeyForbidden] ? 403 : 401, InBody = Modes[gates.NoKeyInBody] };
        }
        if (_visitor.Access is not { } access)
            return Challenged(operation.Refusal(_visitor.Status, $"{Request.Method} {Request.Path} needs a valid key.") with { InBody = _visitor.InBody });
        if (!operation.Writes && !access.CanRead && !Modes[gates.NoReadExecuted])
            return Challenged(operation.Refusal(Modes[gates.NoReadUnauthorized] ? 401 : 403, "The key has no right to read."));
        return operation.Writes && !access.CanWrite && !Modes[gates.NoRightExecuted]
            ? Challenged(operation.Refusal(Modes[gates.NoRightUnauthorized] ? 401 : 403, "The key has no right to write.")
                with
            { InBody = Modes[gates.NoRightInBody] })
            : null;
    }

    public Call Call(OperationPlan operation, Asked asked) =>
        new(operation, Request, World, _door.WorldOf(_plan.Contract), _clock) { Asked = asked, Silos = _silos };

    public SimulatedResponse Write(Reply reply)
    {
        var response = _plan.Dialect.Write(reply, Request, Modes);
        response.Operation = reply.Operation;
        response.Faults = (reply.Data as Payload.Faults)?.All ?? [];
        return response;
    }

    /// <summary>An operation's answer, in the format that was asked for.</summary>
    public SimulatedResponse Write(Reply reply, OperationPlan operation, string format) =>
        Write(reply.Operation == operation && reply.Format == format ? reply : reply with { Operation = operation, Format = format });

    private Reply Challenged(Reply reply) =>
        reply is { Status: 401, InBody: false } ? reply with { Headers = _plan.Dialect.Challenge(Modes) } : reply;
}
