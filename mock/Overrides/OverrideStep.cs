using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Overrides;

/// <summary>The step before the simulator: what is to be different about the answer to a request. No I/O: the host waits and breaks connections.</summary>
internal sealed class OverrideStep(OverrideList list, Silos silos)
{
    public OverrideList List => list;

    /// <summary>Whether it has nothing to do with a request; this is asked of every one, so it costs next to nothing.</summary>
    /// <param name="prefer">The header <see cref="Preference.Header"/>; null without one.</param>
    public bool IsIdle(string? prefer) => list.IsIdle && string.IsNullOrEmpty(prefer);

    /// <summary>What is to be done about a request, or null where the contract's answer is all.</summary>
    /// <param name="simulator">Of the API that has the path.</param>
    /// <param name="match">Where its path leads.</param>
    /// <param name="request">The request.</param>
    /// <param name="anonymous">The silo in whose modes a request without a valid key is answered.</param>
    public (ContractRequest Request, Decision Decision)? Decide(Simulator simulator, RouteMatch? match, SimulatedRequest request, Silo anonymous)
    {
        if (match is null || new OverriddenApi(simulator).Identify(request, match, silos, anonymous) is not { } asked)
            return null;
        return (Preferred(asked) ?? list.Take(asked)) is { } decision ? (asked, decision) : null;
    }

    // What a request asks for itself is for it alone, and uses no override up.
    private static Decision? Preferred(ContractRequest request) =>
        Preference.Status(request.Header(Preference.Header)) is { } status && request.Operation.Answer(status) is not null
            ? new Decision(TimeSpan.Zero, new AnswerChange { Status = status }) { IsPreferred = true }
            : null;
}
