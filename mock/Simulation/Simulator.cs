using System.Collections.Immutable;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Handlers;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Silo and request in, response out: one contract acted out in five steps. No I/O; time is a <see cref="TimeProvider"/>.</summary>
/// <remarks>Safe for parallel use: writes of one silo are atomic, reads see whole records.</remarks>
internal sealed class Simulator
{
    private readonly ApiPlan _plan;
    private readonly Dialect _dialect;
    private readonly Authenticator _authenticator;
    private readonly Router _router;
    private readonly ImmutableArray<OperationEndpoint> _endpoints;
    private readonly FallbackHandler _fallback;
    private readonly ResponseCaches _caches;
    private readonly TimeProvider _clock;

    public Simulator(Contract contract, TimeProvider clock)
    {
        _plan = ApiPlan.Of(contract);
        _dialect = Dialect.Of(_plan);
        _authenticator = new Authenticator(_plan, _dialect);
        _router = new Router(_plan);
        var shared = new SharedTables(_plan);
        _endpoints = [.. _plan.Operations.Select(operation => new OperationEndpoint(operation, _dialect, _dialect, _dialect, shared))];
        _fallback = new FallbackHandler(_plan, _dialect, _endpoints);
        _caches = new ResponseCaches(_plan);
        _clock = clock;
    }

    public ApiPlan Plan => _plan;

    public Dialect Dialect => _dialect;

    /// <summary>The route of a path of the contract's API, whatever the method; null for any other path.</summary>
    public RouteMatch? Find(string path) => _router.Find(path);

    /// <summary>Whether the path begins as one of the contract's API does.</summary>
    public bool Knows(string path) => _router.Knows(path);

    /// <summary>The answer to any request; never throws for what a request holds. That to HEAD is that to GET, whole.</summary>
    /// <param name="request">The request.</param>
    /// <param name="silos">Where keys are looked up.</param>
    /// <param name="defaultSilo">The silo whose modes govern requests without a valid key.</param>
    public SimulatedResponse Answer(SimulatedRequest request, Silos silos, Silo defaultSilo) =>
        Answer(request, Find(request.Path), silos, defaultSilo, out _);

    /// <inheritdoc cref="Answer(SimulatedRequest, Silos, Silo)"/>
    /// <param name="request">The request.</param>
    /// <param name="match">What <see cref="Find"/> makes of its path.</param>
    /// <param name="silos">Where keys are looked up.</param>
    /// <param name="defaultSilo">The silo whose modes govern requests without a valid key.</param>
    /// <param name="cached">Where the same response is cached, if it is.</param>
    public SimulatedResponse Answer(SimulatedRequest request, RouteMatch? match, Silos silos, Silo defaultSilo, out CachedResponse? cached)
    {
        var keys = silos.Keys;
        var context = Authenticate(request, silos, defaultSilo);

        cached = null;
        var response = match is not null && EndpointOf(match, request, context) is { } endpoint
            ? Answer(endpoint, match, context, keys, ref cached)
            : Write(_fallback.Handle(match, context), context);

        var finished = _dialect.Finish(response, context.Request, context.Modes);
        // What became of it for this request is not what is cached.
        if (!ReferenceEquals(finished, response))
            cached = null;
        return finished;
    }

    /// <summary>The request with the method that it stands for, and who sends it.</summary>
    public RequestContext Authenticate(SimulatedRequest request, Silos silos, Silo defaultSilo)
    {
        var sender = _authenticator.Authenticate(request, silos, defaultSilo);
        return new RequestContext(
            _dialect.EffectiveRequest(request, sender.State.Modes), sender, defaultSilo.StateOf(_plan.Contract), silos, _clock);
    }

    /// <summary>What a request goes through, or null where no operation has it. HEAD must change nothing, whatever GET does.</summary>
    public OperationEndpoint? EndpointOf(RouteMatch match, SimulatedRequest request, RequestContext context) =>
        match.Route.For(context.Request.Method) is { } operation && !(request.Method == "HEAD" && operation.Writes)
            ? _endpoints[operation.Index] : null;

    private SimulatedResponse Answer(OperationEndpoint endpoint, RouteMatch match, RequestContext context, object keys, ref CachedResponse? cached)
    {
        var format = endpoint.Binder.Format(match, context);
        if (endpoint.Authorizer.Authorize(context.Sender, context.Request) is { } refusal)
        {
            if (refusal.Status == 403 && endpoint.Handler is CreateHandler create)
                create.Forbidden(endpoint.Binder.Context(context));
            return Write(refusal with { Format = format ?? _plan.Contract.Formats[0] }, context);
        }
        if (format is null)
            return Write(new OperationResult(406, $"There is no format \"{match.Suffix}\" here."), context);
        if (endpoint.Binder.Bind(match, context, format, out var operation) is { } unbound)
            return Write(unbound with { Format = format }, context);
        return endpoint.Handler switch
        {
            ListHandler list => ListOrCached(list, operation, context, keys, ref cached),
            FindHandler find when endpoint.IsFindCached => FindOrCached(find, operation, context, keys, ref cached),
            var handler => Execute(handler, operation, context),
        };
    }

    private SimulatedResponse Execute(IOperationHandler handler, OperationContext operation, RequestContext context) =>
        Write(handler.Handle(operation) with { Format = operation.Parameters.Format, Parent = operation.Parameters.Parent }, context);

    private SimulatedResponse Write(OperationResult result, RequestContext context)
    {
        var response = _dialect.Write(result, context.Request, context.Modes);
        response.Operation = result.Operation;
        response.Created = result.Created;
        response.Refusal = result.IsSuccess ? null : result.Message;
        if ((result.Data as ResultData.Errors)?.All is { Count: > 0 } errors || (errors = result.Causes).Count > 0)
            response.Errors = [.. errors.Select(error => KeyValuePair.Create(error.Name, error.Message))];
        return response;
    }

    private SimulatedResponse ListOrCached(ListHandler handler, OperationContext operation, RequestContext context, object keys, ref CachedResponse? cached)
    {
        if (!operation.Operation.IsWhole || !operation.IsWithinOne)
            return Execute(handler, operation, context);
        var responses = _caches.Of(operation.Store).Lists;
        var isEmptyNotFound = handler.IsEmptyNotFound(operation);
        if (responses.Find(operation.Operation, operation.Store, isEmptyNotFound) is { } known)
        {
            cached = new CachedResponse(_caches, context.Silos, keys, context.State, operation.Operation, 0, isEmptyNotFound);
            return known;
        }
        var version = operation.Store.Version;
        var response = Execute(handler, operation, context);
        responses.Keep(operation.Operation, version, isEmptyNotFound, response);
        return response;
    }

    private SimulatedResponse FindOrCached(FindHandler handler, OperationContext operation, RequestContext context, object keys, ref CachedResponse? cached)
    {
        if (handler.Find(operation) is not { } record)
            return Execute(handler, operation, context);
        var responses = _caches.Of(operation.Store).Finds;
        if (responses.Find(operation.Operation, record) is { } known)
        {
            if (operation.IsWithinOne)
                cached = new CachedResponse(_caches, context.Silos, keys, context.State, operation.Operation, record.Identity, EmptyIsNotFound: false);
            return known;
        }
        var response = Execute(handler, operation, context);
        responses.Keep(operation.Operation, record, response);
        return response;
    }
}
