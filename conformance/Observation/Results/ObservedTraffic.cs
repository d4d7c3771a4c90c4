using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Observation.Results;

/// <summary>What was seen of traffic that others made, beside the verdicts.</summary>
/// <param name="Exchanges">How many exchanges of the API were judged.</param>
/// <param name="Others">How many were none of the API's, or said nothing of it: other paths, redirects, preflights.</param>
/// <param name="ClientFaults">What requests did wrong, alike ones together.</param>
internal sealed record ObservedTraffic(int Exchanges, int Others, ImmutableArray<ClientFault> ClientFaults)
{
    /// <summary>How many requests were not answered, or not to the end.</summary>
    public int Unanswered { get; init; }

    /// <summary>How many came faster than they could be judged.</summary>
    public int Skipped { get; init; }
}
