using System.Collections.Immutable;

namespace PlanisoContract.Conformance;

/// <summary>What a check found: pass, fail or inconclusive (the precondition could not be made).</summary>
internal abstract record Verdict
{
    /// <param name="Reading">The name of the tolerated reading that was observed.</param>
    public sealed record Pass(string Reading) : Verdict
    {
        /// <summary>What the check could not look at, as a sentence; null where it saw everything.</summary>
        public string? Note { get; init; }

        /// <summary>Whether what was seen fits other tolerated readings just as well, so that none is reported.</summary>
        public bool IsUndetermined { get; init; }
    }

    /// <param name="Expected">What the rule demands.</param>
    /// <param name="Actual">What was seen instead.</param>
    /// <param name="Evidence">The exchanges that show it, in order; empty: all of the check's.</param>
    public sealed record Fail(string Expected, string Actual, ImmutableArray<Exchange> Evidence) : Verdict;

    /// <param name="Reason">What could not be made, and what would help.</param>
    public sealed record Inconclusive(string Reason) : Verdict;

    public static Verdict Saw(string reading) => new Pass(reading);

    public static Verdict Broken(string expected, string actual, params ImmutableArray<Exchange> evidence) =>
        new Fail(expected, actual, evidence);

    public static Verdict Unknown(string reason) => new Inconclusive(reason);
}

/// <summary>A check could not make its precondition; its verdict is inconclusive.</summary>
internal sealed class PreconditionException(string reason) : Exception(reason);

/// <summary>A check found a violation while it used an answer: an unreadable body, a missing identity.</summary>
internal sealed class ViolationException(string expected, string actual, Exchange exchange) : Exception($"expected {expected}, actual {actual}")
{
    public Verdict Verdict => Verdict.Broken(expected, actual, exchange);
}
