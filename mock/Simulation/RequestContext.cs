using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation;

/// <summary>One request to one API: who sends it, what it means, how it is answered.</summary>
internal sealed class RequestContext
{
    private readonly ApiPlan _plan;
    private readonly Silo _defaultSilo;
    private readonly TimeProvider _clock;
    private readonly Silos _silos;
    private AuthenticationResult _authentication;

    public RequestContext(ApiPlan plan, SimulatedRequest request, Silos silos, Silo defaultSilo, TimeProvider clock)
    {
        _plan = plan;
        _defaultSilo = defaultSilo;
        _clock = clock;
        _silos = silos;
        _authentication = AuthenticationResult.Of(plan, request, silos, defaultSilo);
        Request = plan.Dialect.EffectiveRequest(request, Modes);
    }

    public ApiPlan Plan => _plan;

    /// <summary>The request with the method that it means.</summary>
    public SimulatedRequest Request { get; }

    public ApiState ApiState => _authentication.ApiState;

    public ActiveModes Modes => _authentication.ApiState.Modes;

    /// <summary>Why the result may not carry the operation out, or null.</summary>
    public OperationResult? Authorize(OperationPlan operation)
    {
        var flags = _plan.Authorizations[operation.Index];
        if (_authentication.NoKey)
        {
            _authentication = Modes[flags.NoKeyAccepted]
                ? new AuthenticationResult(new Access(_defaultSilo, CanWrite: true), ApiState)
                : _authentication with { Status = Modes[flags.NoKeyForbidden] ? 403 : 401, InBody = Modes[flags.NoKeyInBody] };
        }
        if (_authentication.Access is not { } access)
            return Challenged(operation.Refusal(_authentication.Status, $"{Request.Method} {Request.Path} needs a valid key.") with { InBody = _authentication.InBody });
        if (!operation.Writes && !access.CanRead && !Modes[flags.NoReadExecuted])
            return Challenged(operation.Refusal(Modes[flags.NoReadUnauthorized] ? 401 : 403, "The key has no right to read."));
        return operation.Writes && !access.CanWrite && !Modes[flags.NoRightExecuted]
            ? Challenged(operation.Refusal(Modes[flags.NoRightUnauthorized] ? 401 : 403, "The key has no right to write.")
                with
            { InBody = Modes[flags.NoRightInBody] })
            : null;
    }

    public OperationContext CreateContext(OperationPlan operation, OperationParameters parameters) =>
        new(operation, Request, ApiState, _defaultSilo.StateOf(_plan.Contract), _clock) { Parameters = parameters, Silos = _silos };

    public SimulatedResponse Write(OperationResult result)
    {
        var response = _plan.Dialect.Write(result, Request, Modes);
        response.Operation = result.Operation;
        response.Errors = (result.Data as ResultData.Errors)?.All ?? [];
        return response;
    }

    /// <summary>An operation's answer, in the format that was asked for.</summary>
    public SimulatedResponse Write(OperationResult result, OperationPlan operation, string format) =>
        Write(result.Operation == operation && result.Format == format ? result : result with { Operation = operation, Format = format });

    private OperationResult Challenged(OperationResult result) =>
        result is { Status: 401, InBody: false } ? result with { Headers = _plan.Dialect.Challenge(Modes) } : result;
}
