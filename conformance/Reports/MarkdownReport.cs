using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Reports;

/// <summary><c>summary.md</c>: what fits the summary of a CI job, the most important first.</summary>
internal static class MarkdownReport
{
    // GitHub shows a mebibyte in all steps together; a person reads less.
    private const int Most = 60_000;
    private const int MaxViolations = 20;
    private const int MaxLines = 4;
    private const int MaxIds = 10;
    private const int MaxRows = 50;

    public static string Of(Report report)
    {
        var (result, consequences) = (report.Result, report.Consequences);
        var text = new Markdown(Most);
        text.Add($"# {Markdown.Escaped(result.Headline, Truncation.Long)}\n\n{report.CountsText}; {report.Effort}{(result.Traffic is null ? $"; mode {Wording.Of(result.Run.Options.Mode)}; tag {result.Run.Tag}" : "")}.\n");
        if (report.Caution is { } caution)
            text.Add($"\n**{Markdown.Escaped(caution)}**\n");
        Drift(text, report);
        Violations(text, consequences);
        ClientFaults(text, result);
        Walks(text, result);
        LeftBehind(text, report);
        NotServed(text, report);
        Inconclusive(text, consequences, result);
        if (report.CoverageText is { } coverage)
            text.Add($"\n## Coverage\n\n{coverage}.\n");
        Readings(text, report.Unusual);
        return text.ToString();
    }

    private static void Violations(Markdown text, Consequences consequences)
    {
        if (consequences.Roots.IsEmpty)
            return;
        text.Add("\n## Violations\n");
        foreach (var failed in consequences.Roots.Take(MaxViolations))
            Violation(text, failed, consequences);
        if (consequences.Roots.Length > MaxViolations)
            text.Add($"\n… and {Wording.Ids([.. consequences.Roots.Skip(MaxViolations)], MaxRows)}: see {ReportFiles.Html}.\n");
    }

    private static void Violation(Markdown text, RuleResult failed, Consequences consequences)
    {
        var followers = consequences.From(failed);
        text.Add($"\n### {failed.Rule.Id}\n\n{Markdown.Escaped(failed.Rule.Behavior.Summary)} ({Markdown.Escaped(Wording.Of(failed.Rule.Place))})\n\n"
            + $"- **expected** {Markdown.Escaped(failed.Expected!)}\n- **actual** {Markdown.Escaped(failed.Actual!)}\n"
            + $"- **declared** `{Wording.File(failed)}`, {Markdown.Escaped(failed.Rule.Source)}\n"
            + (followers.IsEmpty ? "" : $"- {Wording.Following(followers)}: {Wording.Ids(followers, MaxIds)}\n")
            + Again(failed.Reproduce));
    }

    private static string Again(IReadOnlyCollection<string> lines) =>
        lines.Count == 0 ? "" : Markdown.Fenced("sh", string.Join('\n', lines.TakeLast(MaxLines)));

    private static void Drift(Markdown text, Report report)
    {
        if (report.Result.Drift is not { } drift)
            return;
        text.Add($"\n## Drift\n\nCompared with {Markdown.Escaped(drift.Baseline)}: {report.DriftText}.\n");
        if (!drift.Rules.IsEmpty)
            text.Table(["rule", "change", "what is seen now"], drift.Rules.Take(MaxRows).Select(rule => new[]
            {
                Markdown.Escaped(rule.Rule), $"{Wording.Of(rule.Kind)}: {Markdown.Escaped(rule.Before)} → {Markdown.Escaped(rule.Now)}", Markdown.Escaped(rule.Message),
            }));
        More(text, drift.Rules.Length);
        if (!drift.Fields.IsEmpty)
            text.Table(["field", "change", "in the answers of"], drift.Fields.Take(MaxRows).Select(field => new[]
            {
                Markdown.Escaped(field.Field), $"{Wording.Of(field.Kind)}: {Markdown.Escaped(Wording.Types(field))}", Markdown.Escaped(field.Operation),
            }));
        More(text, drift.Fields.Length);
        foreach (var reason in drift.NotCompared)
            text.Add($"\nNot compared: {Markdown.Escaped(reason)}\n");
    }

    private static void ClientFaults(Markdown text, RunResult result)
    {
        if (result.Traffic is not { ClientFaults: { IsEmpty: false } faults })
            return;
        text.Add("\n## Faults of the client\n");
        text.Table(["request", "what is wrong", "seen", "let through"], faults.Take(MaxRows).Select(fault => new[]
        {
            Markdown.Escaped(fault.Request), Markdown.Escaped(fault.Sentence), $"{fault.Count}", fault.LetThrough ? "yes" : "no",
        }));
        More(text, faults.Length);
    }

    private static void Walks(Markdown text, RunResult result)
    {
        if (result.Walks is not { } walks)
            return;
        text.Add($"\n## Random walks\n\n{Wording.Of(walks)}.{(walks.Stopped is { } stopped ? $" {Markdown.Escaped(stopped)}" : "")}\n");
        foreach (var mismatch in walks.Mismatches.Take(MaxViolations))
        {
            text.Add($"\n### Walk {mismatch.Walk}\n\n" + string.Concat(mismatch.Steps.Select(step => $"1. {Markdown.Escaped(step)}\n"))
                + $"\n- **expected** {Markdown.Escaped(mismatch.Expected)}\n- **actual** {Markdown.Escaped(mismatch.Actual)}\n" + Again(mismatch.Reproduce));
        }
    }

    private static void LeftBehind(Markdown text, Report report)
    {
        if (report.Result.Cleanup is not { } cleanup)
            return;
        text.Add($"\n## Left behind\n\n{Wording.Of(cleanup)}.\n");
        if (!report.LeftBehind.IsEmpty)
            text.Table(["resource", "state", "records", "why"], report.LeftBehind.Take(MaxRows).Select(left => new[]
            {
                Markdown.Escaped(left.Resource), Wording.Of(left.State),
                Markdown.Escaped($"{left.Identities.Length}: {Wording.Some(left.Identities, 2 * MaxIds)}"), Markdown.Escaped(left.Why),
            }));
        foreach (var sentence in cleanup.Unread.Concat(cleanup.Unresolved).Take(MaxIds))
            text.Add($"\n{Markdown.Escaped(sentence)}\n");
    }

    private static void Readings(Markdown text, ImmutableArray<RuleResult> all)
    {
        if (all.IsEmpty)
            return;
        text.Add("\n## Tolerated readings that are not the default\n");
        text.Table(["rule", "reading", "what it means"],
            all.Take(MaxRows).Select(unusual => new[] { unusual.Rule.Id, unusual.Reading!, Markdown.Escaped(unusual.Message) }));
        More(text, all.Length);
    }

    private static void NotServed(Markdown text, Report report)
    {
        if (!report.NotServed.IsEmpty)
            text.Add($"\n## Not served\n\n{string.Concat(report.NotServed.Select(absent => $"- {Markdown.Escaped(absent)}\n"))}");
        if (!report.Errors.IsEmpty)
            text.Add($"\n## Faults of the suite\n\n{string.Concat(report.Errors.Take(MaxRows).Select(wrong => $"- {wrong.Rule.Id}: {Markdown.Escaped(wrong.Message)}\n"))}");
    }

    private static void Inconclusive(Markdown text, Consequences consequences, RunResult result)
    {
        if (result.Inconclusive.IsEmpty)
            return;
        text.Add("\n## Not judged\n\n");
        if (consequences.Open > 0)
            text.Add($"- {RunResult.Counted(consequences.Open, "rule seems", "rules seem")} to follow from a violation above.\n");
        foreach (var reason in consequences.OpenByReason.Take(MaxViolations))
            text.Add($"- {RunResult.Counted(reason.Count(), "rule", "rules")}: {Markdown.Escaped(reason.Key)}\n");
        if (consequences.OpenByReason.Length > MaxViolations)
            text.Add($"- … and {consequences.OpenByReason.Length - MaxViolations} more reasons\n");
    }

    private static void More(Markdown text, int all)
    {
        if (all > MaxRows)
            text.Add($"\n… and {all - MaxRows} more, in {ReportFiles.Html}.\n");
    }
}
