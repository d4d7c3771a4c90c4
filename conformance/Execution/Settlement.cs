using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>From the results of rules to that of the run: what was seen in passing, and what is told once for many rules.</summary>
internal static class Settlement
{
    public static RunResult Of(Run run, IEnumerable<RuleResult> judged, TimeSpan elapsed)
    {
        var results = judged.Select(result => Judge.Settle(run, result)).ToList();
        foreach (var (operation, exchange, reason) in run.Transport.Down is null ? run.Unanswered.All : [])
            Tell(run, results, operation, exchange, reason);
        if (run.Options.Strict)
            Demand(run, results);
        results.AddRange(run.Asked.Watched.Select(rule => Judge.SeenOf(run, rule)).OfType<RuleResult>());
        // What no operation that the run is about can show.
        if (run.About is not null)
            results.RemoveAll(result => result is { Verdict: VerdictKind.Inconclusive, IsRefused: false, Exchanges.IsEmpty: true } && result.Rule.Place == Place.Api);
        results.Sort((one, other) => one.Rule.Index.CompareTo(other.Rule.Index));
        return new RunResult(run, [.. results], elapsed);
    }

    // By the rule on the operation's status; where that was not chosen, by the first that needs the operation.
    private static void Tell(Run run, List<RuleResult> results, Operation operation, Exchange exchange, string reason)
    {
        var at = Index(results, operation, result => result.Unanswered == operation.Id);
        if (at < 0)
            return;
        results[at] = Judge.Failed(run, results[at], $"{operation} answered", reason, [exchange]) with { IsUnanswered = true };
        for (var other = 0; other < results.Count; other++)
        {
            if (other != at && results[other].Unanswered == operation.Id)
                results[other] = results[other] with { Cause = results[at].Rule.Id };
        }
    }

    private static void Demand(Run run, List<RuleResult> results)
    {
        foreach (var part in run.NotServedParts.All)
        {
            var at = results.FindIndex(result => result.NotServedPart == part);
            if (at >= 0)
                results[at] = Judge.Failed(run, results[at], $"{part.Name} served", part.Sentence, [part.Exchange]);
        }
    }

    private static int Index(List<RuleResult> results, Operation operation, Predicate<RuleResult> needs)
    {
        var own = results.FindIndex(result => result.Rule.Behavior == Behaviors.Status && result.Rule.Place == Place.Of(operation));
        return own >= 0 ? own : results.FindIndex(needs);
    }
}
