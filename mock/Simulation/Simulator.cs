using System.Globalization;
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

    /// <summary>Whether the path belongs to the contract's API (any method).</summary>
    public bool Knows(string path) => _routes.Knows(path);

    /// <summary>The answer to any request; never throws for what a request holds.</summary>
    /// <param name="request">The request.</param>
    /// <param name="silos">Where keys are looked up.</param>
    /// <param name="door">The silo whose modes govern requests without a valid key.</param>
    public SimulatedResponse Answer(SimulatedRequest request, Silos silos, Silo door)
    {
        var visitor = Visitor.Of(_plan, request, silos, door);
        var modes = visitor.World.Modes;
        if (_routes.Find(request.Path, out var identity) is not { } route)
            return _plan.Dialect.Write(Unknown(request), modes);
        if (route.For(request.Method) is not { } operation)
            return _plan.Dialect.Write(Undocumented(route, request, visitor, door, identity), modes);
        if (Admit(operation, request, ref visitor, door) is { } refusal)
            return _plan.Dialect.Write(refusal, modes);
        var call = new Call(operation, request, visitor.World, door.WorldOf(_plan.Contract), Now());
        return operation.Kind == OperationKind.List
            ? visitor.World.Lists.Get(call, () => _plan.Dialect.Write(Reading.List(call), modes))
            : _plan.Dialect.Write(operation.Kind == OperationKind.Create ? new Creation(call).Answer() : OnRecord(call, identity), modes);
    }

    private static Reply Unknown(SimulatedRequest request) =>
        new(404, $"There is no path {request.Path}.") { HasBody = request.Method != "HEAD" };

    private Reply? Admit(OperationPlan operation, SimulatedRequest request, ref Visitor visitor, Silo door)
    {
        if (visitor.NoKey && visitor.World.Modes[operation.Gates.NoKeyAccepted])
            visitor = new Visitor(new Access(door, CanWrite: true), visitor.World);
        if (visitor.Access is not { } access)
        {
            var refusal = operation.Refusal(visitor.Status, $"{request.Method} {request.Path} needs a valid key.");
            return visitor.Status == 401 ? refusal with { Headers = _plan.Dialect.Challenge(visitor.World.Modes) } : refusal;
        }
        return operation.Writes && !access.CanWrite && !visitor.World.Modes[operation.Gates.Executed]
            ? operation.Refusal(403, "The key has no right to write.")
            : null;
    }

    private static Reply OnRecord(Call call, string text)
    {
        var operation = call.Operation;
        var modes = call.Modes;
        string? Known(string name) => name == operation.Resource.Identity.Field.Name ? text : null;
        if (Identity(text, modes[operation.Gates.LeadingDigits]) is not { } identity)
        {
            return operation.Refusal(modes[operation.Gates.MalformedBadRequest] ? 400 : 404,
                $"{text} identifies no {operation.Resource.Resource}.", Known, like: 404);
        }
        if (call.Table(operation.Resource).Find(identity) is not { } record)
        {
            return modes[operation.Gates.UnknownEmptySuccess]
                ? operation.Success(modes, null, Known)
                : operation.Refusal(modes[operation.Gates.UnknownBadRequest] ? 400 : 404,
                    $"There is no {operation.Resource.Resource} {identity}.", Known, like: 404);
        }
        return operation.Kind switch
        {
            OperationKind.Update => new Change(call, identity).Answer(),
            OperationKind.Delete => new Removal(call, identity).Answer(),
            _ => Reading.Find(call, record),
        };
    }

    private static long? Identity(string text, bool leadingDigits)
    {
        var digits = text.AsSpan();
        if (leadingDigits && digits.IndexOfAnyExceptInRange('0', '9') is var end and > 0)
            digits = digits[..end];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var identity) && identity > 0 ? identity : null;
    }

    // The answer to HEAD is that to another method, without its body.
    private Reply Undocumented(Route route, SimulatedRequest request, Visitor visitor, Silo door, string identity)
    {
        var reply = Other(route, request, visitor, door, identity);
        return request.Method == "HEAD" ? reply with { HasBody = false } : reply;
    }

    /// <summary>A method that the path does not have, or a path that is only to be guessed.</summary>
    private Reply Other(Route route, SimulatedRequest request, Visitor visitor, Silo door, string identity)
    {
        var modes = visitor.World.Modes;
        var resource = route.Resource;
        var list = resource.Operations[(int)OperationKind.List];
        if (request.Method == "GET" && list is not null && identity.Length > 0 && resource.Operations[(int)OperationKind.Find] is null)
        {
            if (modes[resource.Gates.FindBadRequest])
                return new Reply(400, $"A {resource.Resource} cannot be found by its identity.");
            return modes[resource.Gates.FindOffered]
                ? Admit(list, request, ref visitor, door) ?? Offered(list, request, visitor, door, identity)
                : Unknown(request);
        }
        if (request.Method is "POST" or "PUT" or "DELETE" or "PATCH" && !resource.Operations.Any(operation => operation?.Writes == true))
        {
            return modes[resource.Gates.WritesAccepted] ? new Reply(200, "")
                : modes[resource.Gates.WritesNotFound] ? new Reply(404, $"{resource.Resource} has no {request.Method}.")
                : NotAllowed(route, request);
        }
        return route.Operations.Length == 0 ? Unknown(request)
            : modes[_plan.OtherMethodsServerError] ? new Reply(500, "An internal error.")
            : modes[_plan.OtherMethodsNotFound] ? new Reply(404, $"There is no {request.Method} {request.Path}.")
            : modes[_plan.OtherMethodsOther] ? new Reply(400, $"There is no {request.Method} {request.Path}.")
            : NotAllowed(route, request);
    }

    private Reply Offered(OperationPlan list, SimulatedRequest request, Visitor visitor, Silo door, string identity)
    {
        var call = new Call(list, request, visitor.World, door.WorldOf(_plan.Contract), Now());
        return Identity(identity, leadingDigits: false) is { } number && call.Table(list.Resource).Find(number) is { } record
            ? Reading.Find(call, record)
            : new Reply(404, $"There is no {list.Resource.Resource} {identity}.");
    }

    private static Reply NotAllowed(Route route, SimulatedRequest request) => new(405, $"{request.Path} has no {request.Method}.")
    {
        Headers = [KeyValuePair.Create("Allow", string.Join(", ", route.Operations.Select(operation => operation.Operation.Method)))],
    };

    // Whole seconds, as the answers show them.
    private DateTime Now()
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}

/// <summary>A request as a host hands it over.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Without query, percent-encoding as sent.</param>
/// <param name="Query">The raw query string without the question mark.</param>
/// <param name="Header">Looks a header up, ignoring case; null where it is absent.</param>
/// <param name="Body">The body's bytes; empty without one.</param>
/// <param name="Overlaps">Whether another write of the same silo was under way at the same time (breakage <c>race</c>).</param>
internal sealed record SimulatedRequest(
    string Method, string Path, string Query, Func<string, string?> Header, ReadOnlyMemory<byte> Body, bool Overlaps = false);

/// <summary>A response for a host to write.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body, or null without one.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="Body">The body's bytes; empty without one.</param>
internal sealed record SimulatedResponse(
    int Status, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
