using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Silo and request in, response out: one contract acted out. No I/O; time is a <see cref="TimeProvider"/>.</summary>
/// <remarks>Safe for parallel use: writes of one silo are atomic, reads see whole records.</remarks>
internal sealed class Simulator
{
    public Simulator(Contract contract, TimeProvider clock) => throw new NotImplementedException();

    /// <summary>Whether the path belongs to the contract's API (any method).</summary>
    public bool Knows(string path) => throw new NotImplementedException();

    /// <summary>The answer to any request; never throws for what a request holds.</summary>
    /// <param name="request">The request.</param>
    /// <param name="silos">Where keys are looked up.</param>
    /// <param name="door">The silo whose modes govern requests without a valid key.</param>
    public SimulatedResponse Answer(SimulatedRequest request, Silos silos, Silo door) => throw new NotImplementedException();
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
