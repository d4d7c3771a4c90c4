using System.Collections.Immutable;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;

namespace PlanisoContract.Conformance.Execution;

/// <summary>What a whole run came to.</summary>
/// <param name="Run">The run.</param>
/// <param name="Results">In the order of the contract.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record RunResult(Run Run, ImmutableArray<RuleResult> Results, TimeSpan Elapsed)
{
    public const int Conforms = 0;
    public const int Violates = 1;
    public const int CouldNotJudge = 2;

    // The part of the rules that may stay open though no key or record is lacking.
    private const double MaxOpen = 0.02;

    /// <summary>When the run began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>What the exchanges of the run exercised.</summary>
    public Exercised Exercised { get; init; } = new();

    /// <summary>What of the contract was exercised.</summary>
    public CoverageResult Coverage { get; init; } = new([]);

    /// <summary>Against an earlier run, or null where none was given.</summary>
    public DriftResult? Drift { get; init; }

    /// <summary>What was left behind, or null where nothing was written.</summary>
    public CleanupResult? Cleanup { get; init; }

    /// <summary>What was seen of traffic that others made; null where the run sent its own.</summary>
    public ObservedTraffic? Traffic { get; init; }

    /// <summary>Random walks, or null where none were asked for.</summary>
    public StatefulTestResult? Walks { get; init; }

    public string Api => Run.Declared.Api;

    public string Target => Run.Options.Base;

    public int Requests => Traffic?.Exchanges ?? Run.Transport.Requests;

    /// <summary>What is not served, with how many rules that leaves out.</summary>
    public ImmutableArray<(NotServedPart NotServedPart, int Rules)> NotServed =>
        [.. Run.NotServedParts.All.Select(part => (part, Results.Count(result => result.NotServedPart == part))).Where(pair => pair.Item2 > 0)];

    public ImmutableArray<RuleResult> Failed => [.. Results.Where(result => result.Verdict == VerdictKind.Fail)];

    /// <summary>Rules that were observed in another reading than their default.</summary>
    public ImmutableArray<RuleResult> Unusual => [.. Results.Where(result => result.IsUnusual)];

    /// <summary>Inconclusive rules by their reason, the most frequent first.</summary>
    public ImmutableArray<IGrouping<string, RuleResult>> Inconclusive => [.. ByReason(Results)];

    /// <summary>Those of some results that are inconclusive, by their reason, the most frequent first.</summary>
    public static IEnumerable<IGrouping<string, RuleResult>> ByReason(IEnumerable<RuleResult> results) =>
        results.Where(result => result.Verdict == VerdictKind.Inconclusive).GroupBy(result => result.Message).OrderByDescending(group => group.Count());

    /// <summary>Which rules fail only because others do.</summary>
    public Consequences Consequences => Consequences.Of(Results);

    public int Count(VerdictKind word) => Results.Count(result => result.Verdict == word);

    /// <summary>0 conforms, 1 violations or drift, 2 could not judge.</summary>
    public int ExitCode =>
        WhyNot is not null ? CouldNotJudge
        : Failed.IsEmpty && Mismatches == 0 && Drift is not { IsAny: true } ? TooOpen is null ? Conforms : CouldNotJudge
        : Violates;

    // What makes any verdict worthless.
    private string? WhyNot =>
        Run.Stopped is { } stopped ? stopped
        : Run.Transport.Down is { } down ? $"it stopped answering. {down}"
        : Count(VerdictKind.Error) is var errors and > 0 ? $"the suite itself went wrong at {Counted(errors, "rule", "rules")}, {Results.First(result => result.Verdict == VerdictKind.Error).Rule.Id} first. {Results.First(result => result.Verdict == VerdictKind.Error).Message}"
        : Results.All(result => result.Verdict is VerdictKind.Inconclusive or VerdictKind.NotServed) ? "no rule was put to the test."
        : null;

    // More rules than these that stay open for what the target answers are no verdict.
    private string? TooOpen
    {
        get
        {
            ImmutableArray<RuleResult> refused = [.. Results.Where(result => result is { Verdict: VerdictKind.Inconclusive, IsRefused: true })];
            return refused.Length > Results.Length * MaxOpen
                ? $"{refused.Length} of {Counted(Results.Length, "rule", "rules")} could not be put to the test, most of them because: {ByReason(refused).First().Key}"
                : null;
        }
    }

    /// <summary>How many sequences of operations were answered otherwise than predicted.</summary>
    public int Mismatches => Walks?.Mismatches.Length ?? 0;

    /// <summary>The verdict in one line.</summary>
    public string Headline => ExitCode switch
    {
        Conforms when Traffic is { } traffic => $"{Target} conforms to the {Api} contract, as far as {Counted(traffic.Exchanges, "exchange shows", "exchanges show")}.",
        CouldNotJudge when Traffic is not null => $"Could not judge {Target}: no exchange put a rule to the test.",
        Conforms when NotServed.Length is var absent and > 0 => $"{Target} conforms to the {Api} contract, as far as it serves it: {Counted(absent, "resource or operation is", "resources or operations are")} not served.",
        Conforms => $"{Target} conforms to the {Api} contract.",
        Violates when Failed.IsEmpty && Mismatches == 0 => $"{Target} conforms to the {Api} contract, but not as it did: {Counted(Drift!.Rules.Length + Drift.Fields.Length, "change", "changes")}.",
        Violates when Mismatches > 0 => $"{Target} violates the {Api} contract: {Violated}, {Counted(Mismatches, "sequence", "sequences")}.",
        Violates => $"{Target} violates the {Api} contract: {Violated}.",
        _ => $"Could not judge {Target}: {WhyNot ?? TooOpen}",
    };

    private string Violated => Consequences is { Failed: > 0 } folded
        ? $"{Counted(folded.Roots.Length, "rule", "rules")}, from which {folded.Failed} more seem to follow"
        : Counted(Failed.Length, "rule", "rules");

    /// <summary>A number with its noun.</summary>
    public static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
