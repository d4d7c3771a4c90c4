using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Mock.State.Stores;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Hosting;

/// <summary>An API of the mock. It is put together when the first request for it comes.</summary>
internal sealed class ServedApi(Contract contract, MockServices services)
{
    private readonly HashSet<string> _beginnings = [.. contract.Paths.Select(path => Beginning(path).ToString())];
    private readonly Lazy<Simulator> _simulator = new(() => new Simulator(contract, services.Options.Clock));
    private readonly Lazy<ConcurrentWrites> _concurrent = new(() => new ConcurrentWrites(contract, services.Silos, services.Options.Clock));

    private OverrideStep Overrides => services.Overrides;

    /// <inheritdoc cref="Simulator.Find"/>
    public RouteMatch? Find(string path) => MayKnow(path) ? _simulator.Value.Find(path) : null;

    /// <inheritdoc cref="Simulator.Knows"/>
    public bool Knows(string path) => MayKnow(path) && _simulator.Value.Knows(path);

    /// <summary>The contract's answer, as overrides change it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="match">Where its path leads; null where it only begins as one of the API's does.</param>
    /// <param name="anonymous">The silo in whose modes a request without a valid key is answered.</param>
    public ValueTask<ApiAnswer> AnswerAsync(SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        services.Commits is { } commits ? AnswerStoredAsync(commits, request, match, anonymous)
        : !Overrides.IsIdle(request.Header(Preference.Header)) && Overrides.Decide(_simulator.Value, match, request, anonymous) is var (asked, decision)
            ? OverrideAsync(decision, asked, request, match, anonymous)
            : SimulateAsync(request, match, anonymous);

    private async ValueTask<ApiAnswer> OverrideAsync(Decision decision, ContractRequest asked, SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        new(await decision.AnswerAsync(asked, async () => (await SimulateAsync(request, match, anonymous)).Response), decision);

    // Overrides count what they are asked about, so that is a write, too.
    private async ValueTask<ApiAnswer> AnswerStoredAsync(CommitQueue commits, SimulatedRequest request, RouteMatch? match, Silo anonymous)
    {
        if (_concurrent.Value.Find(request, anonymous) is { } rendezvous)
            request = request with { Overlaps = await rendezvous.WaitAsync() };
        var prefer = request.Header(Preference.Header);
        return MayWrite(request, match) || !Overrides.IsIdle(prefer)
            ? await commits.WriteAsync(() => AnswerNowAsync(request, match, Current(anonymous), prefer))
            : await commits.ReadAsync(() => Simulate(request, match, Current(anonymous)));
    }

    // In the turn of the request: what other mocks have done before is known.
    private async ValueTask<ApiAnswer> AnswerNowAsync(SimulatedRequest request, RouteMatch? match, Silo anonymous, string? prefer) =>
        !Overrides.IsIdle(prefer) && Overrides.Decide(_simulator.Value, match, request, anonymous) is var (asked, decision)
            ? new(await decision.AnswerAsync(asked, () => new(Simulate(request, match, anonymous).Response)), decision)
            : Simulate(request, match, anonymous);

    /// <summary>The refusal of a request that cannot be answered for now.</summary>
    public SimulatedResponse Refuse(SimulatedRequest request, RouteMatch? match, Silo anonymous, string reason) =>
        new OverriddenApi(_simulator.Value).RefuseUnavailable(request, match, services.Silos, anonymous, reason);

    private ValueTask<ApiAnswer> SimulateAsync(SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        _concurrent.Value.Find(request, anonymous) is { } rendezvous
            ? SimulateTogetherAsync(rendezvous, request, match, anonymous)
            : new(Simulate(request, match, anonymous));

    private async ValueTask<ApiAnswer> SimulateTogetherAsync(Rendezvous rendezvous, SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        Simulate(request with { Overlaps = await rendezvous.WaitAsync() }, match, anonymous);

    // Not by the method alone: a GET may write, and which method a request stands for may depend on what is stored.
    private static bool MayWrite(SimulatedRequest request, RouteMatch? match) => match is not null
        && (request.Method is not ("GET" or "HEAD") || match.Route.For("GET") is { Writes: true });

    private ApiAnswer Simulate(SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        new(_simulator.Value.Answer(request, match, services.Silos, anonymous, out var cached), null, cached);

    // Another object may stand for a silo by the time that its request has its turn.
    private Silo Current(Silo silo) => services.Silos.Find(silo.Name)?.Silo ?? services.Silos.Default;

    // Coarse, but no contract is read for it; a simulator that is there knows better.
    private bool MayKnow(string path) =>
        _simulator.IsValueCreated || _beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Beginning(path));

    /// <summary>What stands before the first slash or dot.</summary>
    private static ReadOnlySpan<char> Beginning(ReadOnlySpan<char> path)
    {
        path = path.Trim('/');
        var end = path.IndexOfAny('/', '.');
        return end < 0 ? path : path[..end];
    }
}

/// <summary>What is answered, and what an override says about it.</summary>
/// <param name="Response">The answer; of status 0 where an override has none sent.</param>
/// <param name="Decision">What is to be done about sending it; null where no override acts.</param>
/// <param name="Cached">Where the same response is cached; null where it is not, or something else than the contract has a say in it.</param>
internal readonly record struct ApiAnswer(SimulatedResponse Response, Decision? Decision = null, CachedResponse? Cached = null);
