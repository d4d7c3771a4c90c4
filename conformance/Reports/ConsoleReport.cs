using PlanisoContract.Conformance.Judging;
using Spectre.Console;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The verdict for the terminal: violations first, the verdict last, where the eye is.</summary>
internal sealed class ConsoleReport
{
    // A target that violates everything is shown by its first rules as well; the files have all.
    private const int MostViolations = 40;
    private const int MostIds = 6;

    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green, decoration: Decoration.Bold);
    private static readonly Style Unsure = new(Color.Yellow, decoration: Decoration.Bold);

    private readonly IAnsiConsole _console;

    private ConsoleReport(TextWriter output)
    {
        _console = Terminal.Over(output);
        // Lines are for copying: the terminal may wrap them, this program must not.
        _console.Profile.Width = 1_000_000;
    }

    /// <param name="result">What to show.</param>
    /// <param name="reports">Where the other reports are, or null.</param>
    /// <param name="output">Where to.</param>
    public static void Write(RunResult result, DirectoryInfo? reports, TextWriter output)
    {
        var report = new ConsoleReport(output);
        foreach (var failed in result.Failed.Take(MostViolations))
            report.Violation(failed);
        if (result.Failed.Length > MostViolations)
        {
            var where = reports is null ? "; --report DIR writes all of them" : "";
            report.Line($"… and {result.Failed.Length - MostViolations} more violations{where}.");
        }
        if (!result.Failed.IsEmpty)
            report.Line($"{Environment.NewLine}{Wording.Again(result)}");
        report.Readings(result);
        report.Inconclusive(result);
        report.Line("");
        report.Line($"{Wording.Counts(result)}; {Wording.Effort(result)}.");
        if (reports is not null)
            report.Line($"Reports: {Path.Combine(reports.FullName, ReportFiles.Html)} and beside it.");
        report.Line(result.Headline, result.ExitCode switch
        {
            RunResult.Conforms => Good,
            RunResult.Violates => Bad,
            _ => Unsure,
        });
    }

    private void Violation(RuleResult failed)
    {
        Line("");
        Line($"{failed.Rule.Id} is violated", Bad);
        Line($"  {failed.Rule.Behavior.Summary} [{Wording.Of(failed.Rule.Place)}]");
        Line($"  expected  {failed.Expected}");
        Line($"  actual    {failed.Actual}");
        Line($"  declared  {failed.DeclaredAt}; {failed.Rule.Source} ({Wording.Of(failed.Rule.Standing)})");
        foreach (var line in failed.Reproduce)
            Line($"  {line}");
    }

    private void Readings(RunResult result)
    {
        if (result.Unusual.IsEmpty)
            return;
        Line("");
        Line("Tolerated readings that are not the default", Heading);
        foreach (var unusual in result.Unusual)
            Line($"  {unusual.Rule.Id}: {unusual.Reading}. {unusual.Message}");
    }

    private void Inconclusive(RunResult result)
    {
        if (result.Inconclusive.IsEmpty)
            return;
        Line("");
        Line("Inconclusive", Heading);
        foreach (var reason in result.Inconclusive)
        {
            Line($"  {RunResult.Counted(reason.Count(), "rule", "rules")}: {reason.Key}");
            var more = reason.Count() > MostIds ? $" and {reason.Count() - MostIds} more" : "";
            Line($"    {string.Join(", ", reason.Take(MostIds).Select(result => result.Rule.Id))}{more}");
        }
    }

    private void Line(string text, Style? style = null)
    {
        _console.Write(new Text(text, style));
        _console.WriteLine();
    }
}
