using System.Text;
using PlanisoContract.Conformance.Judging;

namespace PlanisoContract.Conformance.Reports;

/// <summary><c>summary.md</c>: what fits the summary of a CI job.</summary>
internal static class MarkdownReport
{
    // GitHub shows a mebibyte; a person reads less.
    private const int MostViolations = 50;

    public static string Of(RunResult result)
    {
        var text = new StringBuilder();
        text.Append($"# {Escaped(result.Headline)}\n\n{Wording.Counts(result)}; {Wording.Effort(result)}.\n");
        if (!result.Failed.IsEmpty)
            text.Append("\n## Violations\n");
        foreach (var failed in result.Failed.Take(MostViolations))
            Violation(text, failed);
        if (result.Failed.Length > MostViolations)
            text.Append($"\n… and {result.Failed.Length - MostViolations} more, in {ReportFiles.Html}.\n");
        Readings(text, result);
        Inconclusive(text, result);
        return text.ToString();
    }

    private static void Violation(StringBuilder text, RuleResult failed)
    {
        text.Append($"\n### {failed.Rule.Id}\n\n{Escaped(failed.Rule.Behavior.Summary)} ({Escaped(Wording.Of(failed.Rule.Place))})\n\n");
        text.Append($"- **expected** {Escaped(failed.Expected!)}\n- **actual** {Escaped(failed.Actual!)}\n");
        text.Append($"- **declared** `{failed.DeclaredAt}`, {Escaped(failed.Rule.Source)}\n");
        if (failed.Reproduce.IsEmpty)
            return;
        var lines = string.Join('\n', failed.Reproduce);
        // A body may hold a fence of its own; a longer one encloses it.
        var fence = lines.Contains("```", StringComparison.Ordinal) ? "``````" : "```";
        text.Append($"\n{fence}sh\n{lines}\n{fence}\n");
    }

    private static void Readings(StringBuilder text, RunResult result)
    {
        if (result.Unusual.IsEmpty)
            return;
        text.Append("\n## Tolerated readings that are not the default\n\n| rule | reading | what it means |\n|---|---|---|\n");
        foreach (var unusual in result.Unusual)
            text.Append($"| {unusual.Rule.Id} | {unusual.Reading} | {Escaped(unusual.Message)} |\n");
    }

    private static void Inconclusive(StringBuilder text, RunResult result)
    {
        if (result.Inconclusive.IsEmpty)
            return;
        text.Append("\n## Inconclusive\n\n");
        foreach (var reason in result.Inconclusive)
            text.Append($"- {RunResult.Counted(reason.Count(), "rule", "rules")}: {Escaped(reason.Key)}\n");
    }

    // What a server answers must not become markup.
    private static string Escaped(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c =>
        c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '|' or '#' or '&' ? $"\\{c}" : c.ToString()));
}
