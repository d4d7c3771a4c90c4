using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>
/// Which rules seem to fail, or to stay open, only because of what another rule tells: an operation that does not work, answers that
/// cannot be read. It changes no verdict; reports show such rules under their cause, and the causes by their severity.
/// </summary>
internal sealed class Consequences
{
    private readonly Dictionary<string, ImmutableArray<RuleResult>> _byCause;
    private readonly HashSet<string> _folded;

    private Consequences(ImmutableArray<RuleResult> results, Dictionary<string, ImmutableArray<RuleResult>> byCause)
    {
        _byCause = byCause;
        _folded = [.. byCause.Values.SelectMany(followers => followers).Select(follower => follower.Rule.Id)];
        Roots = [.. results.Where(result => result.Verdict == VerdictKind.Fail && !Follows(result)).OrderBy(Severities.Of)];
        OpenByReason = [.. RunResult.ByReason(results.Where(result => !Follows(result)))];
        Failed = byCause.Values.Sum(followers => followers.Count(follower => follower.Verdict == VerdictKind.Fail));
    }

    /// <summary>Failed rules that follow from no other: the worst first, else in the order of the contract.</summary>
    public ImmutableArray<RuleResult> Roots { get; }

    /// <summary>How many failed rules follow from another.</summary>
    public int Failed { get; }

    /// <summary>Rules that are not judged for reasons of their own, the most frequent first.</summary>
    public ImmutableArray<IGrouping<string, RuleResult>> OpenByReason { get; }

    /// <summary>How many rules could not be judged, as it seems, for a cause that failed.</summary>
    public int Open => _folded.Count - Failed;

    public static Consequences Of(ImmutableArray<RuleResult> results) => new(results, Causes.Of(results)
        .GroupBy(pair => pair.Cause, pair => pair.Follower).ToDictionary(group => group.Key, group => group.ToImmutableArray()));

    /// <summary>What seems to follow from a failed rule; empty for most.</summary>
    public ImmutableArray<RuleResult> From(RuleResult cause) => _byCause.GetValueOrDefault(cause.Rule.Id, []);

    public bool Follows(RuleResult result) => _folded.Contains(result.Rule.Id);
}
