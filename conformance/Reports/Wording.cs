using System.Collections.Immutable;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;
using static PlanisoContract.Conformance.Execution.RunResult;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The words that all reports share.</summary>
internal static class Wording
{
    /// <summary><c>pass</c>, <c>fail</c>, <c>inconclusive</c>, <c>notServed</c> or <c>error</c>.</summary>
    public static string Of(VerdictKind word) => word == VerdictKind.NotServed ? "notServed" : word.ToString().ToLowerInvariant();

    /// <summary>As people read it.</summary>
    public static string Spoken(VerdictKind word) => word == VerdictKind.NotServed ? "not served" : Of(word);

    /// <summary>What is not served, in one line.</summary>
    public static string Of((NotServedPart NotServedPart, int Rules) notServed) =>
        $"{notServed.NotServedPart.Sentence} {RunResult.Counted(notServed.Rules, "rule is", "rules are")} not judged for it.";

    public static string Of(Standing standing) => standing.ToString().ToLowerInvariant();

    /// <summary>Where a rule holds.</summary>
    public static string Of(Place place)
    {
        var field = place.Field is null ? null
            : $"{place.Resource}.{place.Field}{(place.Inner is null ? "" : $".{place.Inner}")}";
        return (place.Operation, field, place.Resource) switch
        {
            ({ } operation, { } shown, _) => $"{shown} in {operation}",
            ({ } operation, null, _) => operation.ToString(),
            (null, { } own, _) => own,
            (null, null, { } resource) => resource.ToString(),
            _ => "the whole API",
        };
    }

    /// <summary>What rules are listed under: the API, an operation or a resource.</summary>
    public static string GroupOf(Place place) =>
        place.Resource?.Name ?? place.Operation?.ToString() ?? "The whole API";

    /// <summary>File and line of a rule's declaration.</summary>
    public static string File(RuleResult result) => $"{result.DeclaredAt.Split('#')[0]}:{result.Line}";

    public static string Of(RunMode mode) => mode == RunMode.ReadOnly ? "read-only" : "full";

    /// <summary>How a request was signed.</summary>
    public static string Of(Credential who) => who switch
    {
        Credential.None => "without a key",
        Credential.Wrong => "with a wrong key",
        Credential.WrongScheme => "with the key in another scheme",
        Credential.InUrl => "with the key in the URL",
        Credential.InQuery => "with the key in the query",
        Credential.InBasic => "with the key as Basic's user",
        Credential.ReadOnly => "with the read-only key",
        Credential.Other => "with another silo's key",
        Credential.Empty => "with an empty silo's key",
        Credential.Forbidden => "with a key without any right",
        _ => "with the key",
    };

    /// <summary>How many rules seem to follow from one.</summary>
    public static string Following(ImmutableArray<RuleResult> followers)
    {
        var (failed, open) = (followers.Count(follower => follower.Verdict == VerdictKind.Fail), followers.Count(follower => follower.Verdict != VerdictKind.Fail));
        return $"{Counted(followers.Length, "more rule seems", "more rules seem")} to follow from it"
            + (open == 0 ? "" : failed == 0 ? ", not judged" : $": {failed} fail, {open} could not be judged");
    }

    /// <summary>The ids of the first few, and how many more there are.</summary>
    public static string Ids(ImmutableArray<RuleResult> results, int most) => Some([.. results.Select(result => result.Rule.Id)], most);

    /// <summary>The first few, and how many more there are.</summary>
    public static string Some(ImmutableArray<string> all, int most) =>
        string.Join(", ", all.Take(most)) + (all.Length > most ? $" and {all.Length - most} more" : "");

    /// <summary>How much has changed, without a full stop.</summary>
    public static string Of(DriftResult drift) => string.Join(", ", new[]
        {
            (drift.Rules.Count(rule => rule.Kind == RuleDriftKind.PassesNoMore), "pass no more"),
            (drift.Rules.Count(rule => rule.Kind == RuleDriftKind.PassesAgain), "pass again"),
            (drift.Rules.Count(rule => rule.Kind == RuleDriftKind.ReadingChanged), "read otherwise"),
            (drift.Rules.Count(rule => rule.Kind == RuleDriftKind.ServedNoMore), "served no more"),
            (drift.Rules.Count(rule => rule.Kind == RuleDriftKind.ServedAgain), "served again"),
            (drift.Fields.Length, drift.Fields.Length == 1 ? "field changed" : "fields changed"),
        }.Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}"));

    public static string Of(RuleDriftKind kind) => kind switch
    {
        RuleDriftKind.PassesNoMore => "passes no more",
        RuleDriftKind.PassesAgain => "passes again",
        RuleDriftKind.ServedNoMore => "is about what is served no more",
        RuleDriftKind.ServedAgain => "is about what is served again",
        _ => "is read otherwise",
    };

    public static string Of(FieldDriftKind kind) => kind switch
    {
        FieldDriftKind.Appeared => "appeared",
        FieldDriftKind.Disappeared => "disappeared",
        _ => "has another type",
    };

    /// <summary>The types before and now, where there were and are some.</summary>
    public static string Types(FieldDrift field) => field.Kind switch
    {
        FieldDriftKind.Appeared => field.Now,
        FieldDriftKind.Disappeared => field.Before,
        _ => $"{field.Before} → {field.Now}",
    };

    /// <summary>How many walks, without a full stop.</summary>
    public static string Of(StatefulTestResult walks) =>
        $"{Counted(walks.Walks, "walk", "walks")} of {Counted(walks.Steps, "step", "steps")} in all with seed {walks.Seed}, {Counted(walks.Mismatches.Length, "mismatch", "mismatches")}";

    /// <summary>How much traffic there was, without a full stop.</summary>
    public static string Of(ObservedTraffic traffic) => $"{Counted(traffic.Exchanges, "exchange", "exchanges")} observed"
        + (traffic.Others > 0 ? $", {Counted(traffic.Others, "other one", "other ones")} beside the API" : "")
        + (traffic.Unanswered > 0 ? $", {Counted(traffic.Unanswered, "request", "requests")} without an answer" : "")
        + (traffic.Skipped > 0 ? $", {traffic.Skipped} skipped under load" : "");

    public static string Times(int count) => count == 1 ? "once" : $"{count} times";

    public static string Of(RecordState state) => state switch
    {
        RecordState.Removed => "removed",
        RecordState.Deactivated => "soft-deleted",
        _ => "remains",
    };

    /// <summary>What became of the records, without a full stop.</summary>
    public static string Of(CleanupResult cleanup)
    {
        if (cleanup.Records.IsEmpty)
            return "The run made no records" + Unknown(cleanup);
        var (removed, deactivated, remain) = (cleanup.Count(RecordState.Removed), cleanup.Count(RecordState.Deactivated), cleanup.Count(RecordState.Remains));
        var parts = new[]
        {
            removed == 0 ? null : $"{Counted(removed, "record", "records")} deleted",
            deactivated == 0 ? null : $"{(removed == 0 ? Counted(deactivated, "record", "records") : $"{deactivated}")} deactivated, since this API removes none",
            remain == 0 ? null : $"{(removed + deactivated == 0 ? Counted(remain, "record", "records") : $"{remain}")} still there as {(remain == 1 ? "it was" : "they were")}",
        };
        return string.Join("; ", parts.OfType<string>()) + Unknown(cleanup);
    }

    /// <summary>How much was exercised, without a full stop.</summary>
    public static string Of(CoverageResult coverage)
    {
        var (statuses, fields) = (coverage.Statuses, coverage.Fields);
        return FormattableString.Invariant($"{coverage.Operations.Count(operation => operation.Exchanges > 0)} of {Counted(coverage.Operations.Length, "operation", "operations")}, ")
            + $"{statuses.Seen} of {Counted(statuses.All, "documented status", "documented statuses")}, "
            + $"{fields.Seen} of {Counted(fields.All, "declared field", "declared fields")} exercised";
    }

    /// <summary>What stands before the ledger's path: how to try again, where that can help.</summary>
    public static string LedgerAt(CleanupResult cleanup) => cleanup.IsFinished ? "Noted in" : "To try again: --cleanup";

    private static string Unknown(CleanupResult cleanup) =>
        cleanup.Unresolved.IsEmpty ? "" : $"; of {Counted(cleanup.Unresolved.Length, "write", "writes")} nobody knows the outcome";
}
