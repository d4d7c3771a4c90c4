using System.Collections.Immutable;
using PlanisoContract.Conformance.Reports;

namespace PlanisoContract.Conformance.Drift;

/// <summary>Holds a run against an earlier one.</summary>
internal static class Comparison
{
    // More names than anyone reads hide the sentence.
    private const int MaxNames = 8;

    public static DriftResult Of(Baseline baseline, RunResult result)
    {
        var why = new List<string>();
        if (baseline.Target != result.Target)
            why.Add($"The baseline is of another target, {baseline.Target}.");
        var rules = Rules(baseline, result, why);
        var fields = FieldComparison.Of(baseline, result, why);
        return new DriftResult(baseline.Name, rules, fields, [.. why]);
    }

    /// <summary>Names in a sentence, the first few.</summary>
    public static string Named(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MaxNames)) + (names.Count > MaxNames ? $" and {names.Count - MaxNames} more" : "");

    private static ImmutableArray<RuleDrift> Rules(Baseline baseline, RunResult result, List<string> why)
    {
        var before = baseline.Rules.GroupBy(rule => rule.Rule).ToDictionary(same => same.Key, same => same.First());
        var now = result.Results.ToDictionary(judged => judged.Rule.Id);
        var contract = result.Run.Declared;
        Say(why, before.Keys.Where(id => contract.Rule(id) is null), "of the baseline", "in this contract any more");
        Say(why, before.Keys.Where(id => contract.Rule(id) is not null && !now.ContainsKey(id)), "of the baseline", "judged in this run");
        Say(why, now.Keys.Where(id => !before.ContainsKey(id)), "of this run", "judged in the baseline");
        var sameMeans = baseline.Means == Baseline.MeansOf(result.Run.Options) && before.Keys.ToHashSet().SetEquals(now.Keys);

        var drifts = new List<RuleDrift>();
        var open = new List<string>();
        var served = new HashSet<string>();
        foreach (var judged in result.Results.Where(judged => before.ContainsKey(judged.Rule.Id)))
        {
            var (id, verdict, reading) = before[judged.Rule.Id];
            if (Served(judged, verdict) is { } kindOfServed)
            {
                // Hundreds of rules may be about one resource.
                if (served.Add(judged.NotServedPart?.Name ?? judged.Rule.Place.Resource?.Name ?? judged.Rule.Place.Operation?.Resource ?? ""))
                    drifts.Add(new RuleDrift(id, kindOfServed, verdict, Wording.Of(judged.Verdict), judged.Message));
                continue;
            }
            if (KindOf(verdict, reading, judged) is not { } kind)
                continue;
            var inconclusive = Wording.Of(VerdictKind.Inconclusive);
            var isOpen = verdict == inconclusive || judged.Verdict == VerdictKind.Inconclusive;
            if (isOpen && (!sameMeans || Wording.Of(VerdictKind.Fail) == verdict))
                open.Add(id);
            else if (kind == RuleDriftKind.ReadingChanged)
                drifts.Add(new RuleDrift(id, kind, reading!, judged.Reading!, judged.Message));
            else
                drifts.Add(new RuleDrift(id, kind, verdict, Wording.Of(judged.Verdict), judged.Message));
        }
        if (open.Count > 0)
        {
            why.Add($"{RunResult.Counted(open.Count, "rule was", "rules were")} judged in one of the runs alone ({Named(open)}): "
                + $"the baseline ran in {baseline.Means ?? "a mode and with keys that it does not tell"}, this run in {Baseline.MeansOf(result.Run.Options)}.");
        }
        return [.. drifts];
    }

    // What stayed open may or may not have been served.
    private static RuleDriftKind? Served(RuleResult judged, string verdict)
    {
        var (was, now) = (verdict == Wording.Of(VerdictKind.NotServed), judged.NotServedPart is not null);
        return was == now ? null
            : now ? verdict == Wording.Of(VerdictKind.Inconclusive) ? null : RuleDriftKind.ServedNoMore
            : judged.Verdict == VerdictKind.Inconclusive ? null : RuleDriftKind.ServedAgain;
    }

    private static RuleDriftKind? KindOf(string verdict, string? reading, RuleResult judged) =>
        (verdict == Wording.Of(VerdictKind.Pass), judged.Verdict == VerdictKind.Pass) switch
        {
            (true, false) => RuleDriftKind.PassesNoMore,
            (false, true) => RuleDriftKind.PassesAgain,
            (true, true) when !judged.Rule.Behavior.MayVary && reading is not null && judged.Reading is not null && reading != judged.Reading => RuleDriftKind.ReadingChanged,
            _ => null,
        };

    private static void Say(List<string> why, IEnumerable<string> ids, string whose, string what)
    {
        string[] named = [.. ids];
        if (named.Length > 0)
            why.Add($"{RunResult.Counted(named.Length, "rule", "rules")} {whose} {(named.Length == 1 ? "was" : "were")} not {what}: {Named(named)}.");
    }
}
