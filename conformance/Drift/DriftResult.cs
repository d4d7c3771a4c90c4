using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Drift;

/// <summary>What a run shows otherwise than an earlier one did.</summary>
/// <param name="Baseline">The report that was compared with: its file and the time of its run, for people.</param>
/// <param name="Rules">Rules, in the order of the contract.</param>
/// <param name="Fields">Fields of answers, by operation and name.</param>
/// <param name="NotCompared">Why something was left out of the comparison, one sentence each.</param>
internal sealed record DriftResult(
    string Baseline, ImmutableArray<RuleDrift> Rules, ImmutableArray<FieldDrift> Fields, ImmutableArray<string> NotCompared)
{
    public bool IsAny => !Rules.IsEmpty || !Fields.IsEmpty;
}

/// <summary>A rule that was judged otherwise.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Kind">What happened to it.</param>
/// <param name="Before">Verdict or reading in the baseline.</param>
/// <param name="Now">Verdict or reading now.</param>
/// <param name="Message">What is seen now, as the rule's result says it.</param>
internal sealed record RuleDrift(string Rule, RuleDriftKind Kind, string Before, string Now, string Message);

internal enum RuleDriftKind
{
    /// <summary>It passed, and fails or cannot be judged by the same means.</summary>
    PassesNoMore,
    PassesAgain,
    ReadingChanged,

    /// <summary>What it is about was served, and is no longer: told once, by the first of the rules about it.</summary>
    ServedNoMore,

    /// <summary>What it is about was not served, and is now.</summary>
    ServedAgain,
}

/// <summary>A field of an operation's answers that is shown otherwise.</summary>
/// <param name="Operation">The operation's id.</param>
/// <param name="Field">Its name, with dots for what is inside.</param>
/// <param name="Kind">What happened to it.</param>
/// <param name="Before">JSON types in the baseline; empty where it was not there.</param>
/// <param name="Now">JSON types now; empty where it is not there.</param>
internal sealed record FieldDrift(string Operation, string Field, FieldDriftKind Kind, string Before, string Now);

internal enum FieldDriftKind
{
    Appeared,
    Disappeared,
    TypeChanged,
}
