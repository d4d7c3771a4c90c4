using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Host;

/// <summary>An API of the mock: what its requests go through.</summary>
internal sealed class ServedApi(Contract contract, Silos silos, TimeProvider clock)
{
    private readonly Simulator _simulator = new(contract, clock);
    private readonly Races _races = new(contract, silos, clock);

    public string Name => contract.Api;

    /// <inheritdoc cref="Simulator.Find"/>
    public Way? Find(string path) => _simulator.Find(path);

    /// <inheritdoc cref="Simulator.Knows"/>
    public bool Knows(string path) => _simulator.Knows(path);

    /// <summary>The contract's answer.</summary>
    /// <param name="request">The request, without what stood before the path.</param>
    /// <param name="way">Where its path leads.</param>
    /// <param name="door">The silo whose modes govern requests without a valid key.</param>
    public ValueTask<SimulatedResponse> AskAsync(SimulatedRequest request, Way? way, Silo door) => _races.Find(request, door) is { } meeting
        ? MeetAsync(meeting, request, way, door)
        : new(_simulator.Answer(request, way, silos, door));

    private async ValueTask<SimulatedResponse> MeetAsync(Meeting meeting, SimulatedRequest request, Way? way, Silo door) =>
        _simulator.Answer(request with { Overlaps = await meeting.WaitAsync() }, way, silos, door);
}
