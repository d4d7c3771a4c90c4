using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Host;

/// <summary>An API of the mock: what its requests go through. It is put together when the first of them comes.</summary>
internal sealed class ServedApi(Contract contract, Silos silos, TimeProvider clock)
{
    private readonly HashSet<string> _beginnings = [.. contract.Paths.Select(path => Beginning(path).ToString())];
    private readonly Lazy<Simulator> _simulator = new(() => new Simulator(contract, clock));
    private readonly Lazy<Races> _races = new(() => new Races(contract, silos, clock));

    public string Name => contract.Api;

    /// <inheritdoc cref="Simulator.Find"/>
    public RouteMatch? Find(string path) => MayKnow(path) ? _simulator.Value.Find(path) : null;

    /// <inheritdoc cref="Simulator.Knows"/>
    public bool Knows(string path) => MayKnow(path) && _simulator.Value.Knows(path);

    /// <summary>The contract's answer.</summary>
    /// <param name="request">The request, without what stood before the path.</param>
    /// <param name="way">Where its path leads.</param>
    /// <param name="door">The silo whose modes govern requests without a valid key.</param>
    /// <param name="shortcut">The way to the same answer, if it is one that is kept.</param>
    public ValueTask<SimulatedResponse> AskAsync(SimulatedRequest request, RouteMatch? way, Silo door, out CachedResponse? shortcut)
    {
        shortcut = null;
        return _races.Value.Find(request, door) is { } meeting
            ? MeetAsync(meeting, request, way, door)
            : new(_simulator.Value.Answer(request, way, silos, door, out shortcut));
    }

    private async ValueTask<SimulatedResponse> MeetAsync(Meeting meeting, SimulatedRequest request, RouteMatch? way, Silo door) =>
        _simulator.Value.Answer(request with { Overlaps = await meeting.WaitAsync() }, way, silos, door, out _);

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
