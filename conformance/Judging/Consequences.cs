using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Judging;

/// <summary>
/// Which rules seem to fail, or to stay open, only because something universal is broken: an envelope, the JSON. It
/// changes no verdict; reports show such rules under their cause.
/// </summary>
internal sealed class Consequences
{
    private readonly Dictionary<string, ImmutableArray<RuleResult>> _byCause;
    private readonly HashSet<string> _folded;

    private Consequences(ImmutableArray<RuleResult> results, Dictionary<string, ImmutableArray<RuleResult>> byCause)
    {
        _byCause = byCause;
        _folded = [.. byCause.Values.SelectMany(followers => followers).Select(follower => follower.Rule.Id)];
        Roots = [.. results.Where(result => result.Word == Word.Fail && !Follows(result))];
        OpenByReason = [.. RunResult.ByReason(results.Where(result => !Follows(result)))];
        Failed = byCause.Values.Sum(followers => followers.Count(follower => follower.Word == Word.Fail));
    }

    /// <summary>Failed rules that follow from no other, in the order of the contract.</summary>
    public ImmutableArray<RuleResult> Roots { get; }

    /// <summary>How many failed rules follow from another.</summary>
    public int Failed { get; }

    /// <summary>Rules that are not judged for reasons of their own, the most frequent first.</summary>
    public ImmutableArray<IGrouping<string, RuleResult>> OpenByReason { get; }

    /// <summary>How many rules could not be judged, as it seems, for a cause that failed.</summary>
    public int Open => _folded.Count - Failed;

    public static Consequences Of(ImmutableArray<RuleResult> results)
    {
        var failed = results.Where(result => result.Word == Word.Fail).Select(result => result.Rule.Id).ToHashSet();
        // A universal rule is always a cause of its own: what is seen against two of them has two causes.
        var causes = results.SelectMany(result => result.Suspects).Distinct().Where(failed.Contains)
            .Where(cause => Explains(cause, results)).ToHashSet();
        return new Consequences(results, results
            .Where(result => result.Word != Word.Pass && Watching.Judges.For(result.Rule.Behavior) is null)
            .Select(result => (Result: result, Cause: result.Suspects.FirstOrDefault(causes.Contains)))
            .Where(pair => pair.Cause is not null)
            .GroupBy(pair => pair.Cause!, pair => pair.Result)
            .ToDictionary(group => group.Key, group => group.ToImmutableArray()));
    }

    /// <summary>What seems to follow from a failed rule; empty for most.</summary>
    public ImmutableArray<RuleResult> From(RuleResult cause) => _byCause.GetValueOrDefault(cause.Rule.Id, []);

    public bool Follows(RuleResult result) => _folded.Contains(result.Rule.Id);

    // Where answers of the same kind leave most rules standing (a wrong Content-Type, say), they explain no failure.
    private static bool Explains(string cause, ImmutableArray<RuleResult> results)
    {
        var touched = results.Where(result => result.Suspects.Contains(cause)).ToList();
        return touched.Count(result => result.Word != Word.Pass) * 2 > touched.Count;
    }
}
