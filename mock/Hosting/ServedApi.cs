using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Hosting;

/// <summary>An API of the mock. It is put together when the first request for it comes.</summary>
internal sealed class ServedApi(Contract contract, Silos silos, TimeProvider clock, OverrideStep overrides)
{
    private readonly HashSet<string> _beginnings = [.. contract.Paths.Select(path => Beginning(path).ToString())];
    private readonly Lazy<Simulator> _simulator = new(() => new Simulator(contract, clock));
    private readonly Lazy<ConcurrentWrites> _concurrent = new(() => new ConcurrentWrites(contract, silos, clock));

    /// <inheritdoc cref="Simulator.Find"/>
    public RouteMatch? Find(string path) => MayKnow(path) ? _simulator.Value.Find(path) : null;

    /// <inheritdoc cref="Simulator.Knows"/>
    public bool Knows(string path) => MayKnow(path) && _simulator.Value.Knows(path);

    /// <summary>The contract's answer, as overrides change it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="match">Where its path leads; null where it only begins as one of the API's does.</param>
    /// <param name="anonymous">The silo in whose modes a request without a valid key is answered.</param>
    public ValueTask<ApiAnswer> AnswerAsync(SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        !overrides.IsIdle(request.Header(Preference.Header)) && overrides.Decide(_simulator.Value, match, request, anonymous) is var (asked, decision)
            ? OverrideAsync(decision, asked, request, match, anonymous)
            : SimulateAsync(request, match, anonymous);

    private async ValueTask<ApiAnswer> OverrideAsync(Decision decision, ContractRequest asked, SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        new(await decision.AnswerAsync(asked, async () => (await SimulateAsync(request, match, anonymous)).Response), decision);

    private ValueTask<ApiAnswer> SimulateAsync(SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        _concurrent.Value.Find(request, anonymous) is { } rendezvous
            ? SimulateTogetherAsync(rendezvous, request, match, anonymous)
            : new(Simulate(request, match, anonymous));

    private async ValueTask<ApiAnswer> SimulateTogetherAsync(Rendezvous rendezvous, SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        Simulate(request with { Overlaps = await rendezvous.WaitAsync() }, match, anonymous);

    private ApiAnswer Simulate(SimulatedRequest request, RouteMatch? match, Silo anonymous) =>
        new(_simulator.Value.Answer(request, match, silos, anonymous, out var cached), null, cached);

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
