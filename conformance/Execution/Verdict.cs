using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Execution;

/// <summary>
/// What a check found: pass, fail, inconclusive (the precondition could not be made), not served (the target lacks what the rule is
/// about), or an error of the suite itself.
/// </summary>
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
    public sealed record Fail(string Expected, string Actual, ImmutableArray<Exchange> Evidence) : Verdict
    {
        /// <summary>The names of the fields that were wrong, where nothing else was; else empty.</summary>
        public ImmutableArray<string> Fields { get; init; } = [];
    }

    /// <param name="Reason">What could not be made, and what would help.</param>
    public sealed record Inconclusive(string Reason) : Verdict
    {
        /// <summary>Whether the target answered otherwise than it must for the precondition to be made, so that no key or record would help.</summary>
        public bool IsRefused { get; init; }

        /// <summary>Whether a key that was not given, or the mode of the run, is all that it lacks.</summary>
        public bool LacksKey { get; init; }

        /// <summary>The request that got no answer, where that is why.</summary>
        public Exchange? Unanswered { get; init; }
    }

    /// <param name="NotServedPart">What the target does not serve, and the rule needs.</param>
    public sealed record NotServed(NotServedPart NotServedPart) : Verdict;

    /// <param name="Reason">What went wrong in the suite.</param>
    public sealed record Error(string Reason) : Verdict;

    public static Verdict Saw(string reading) => new Pass(reading);

    public static Verdict Broken(string expected, string actual, params ImmutableArray<Exchange> evidence) =>
        new Fail(expected, actual, evidence);

    /// <summary>A violation that shows in some fields alone, which another rule may explain.</summary>
    public static Verdict BrokenBy(IEnumerable<string> fields, string expected, string actual, params ImmutableArray<Exchange> evidence) =>
        new Fail(expected, actual, evidence) { Fields = [.. fields.Distinct()] };

    public static Verdict Unknown(string reason) => new Inconclusive(reason);

    /// <summary>Inconclusive because the target refused what it must take for the rule to be judged.</summary>
    public static Verdict Refused(string reason) => new Inconclusive(reason) { IsRefused = true };
}

/// <summary>A check could not make its precondition; its verdict is inconclusive.</summary>
internal sealed class PreconditionException(string reason) : Exception(reason)
{
    /// <summary>The answer that stands in the way; null where the target lacks a key, a record or a field.</summary>
    public Answer? Refusal { get; init; }

    /// <summary>Whether it lacks a key that was not given, or the right to write.</summary>
    public bool LacksKey { get; init; }
}

/// <summary>A check found a violation while it used an answer: an unreadable body, a missing identity.</summary>
internal sealed class ViolationException(string expected, string actual, Exchange exchange) : Exception($"expected {expected}, actual {actual}")
{
    public Verdict Verdict => Verdict.Broken(expected, actual, exchange);
}
