using PlanisoContract.Conformance.Drift;
using Spectre.Console;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The verdict for the terminal: violations first, the verdict last, where the eye is.</summary>
internal sealed class ConsoleReport
{
    // A target that violates everything is shown by its first rules as well; the files have all.
    private const int MaxViolations = 40;
    private const int MaxChanges = 20;
    private const int MaxMismatches = 5;
    private const int MaxIds = 6;
    private const int MaxReadings = 20;

    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green, decoration: Decoration.Bold);
    private static readonly Style Unsure = new(Color.Yellow, decoration: Decoration.Bold);

    private readonly RunResult _result;
    private readonly Report _report;
    private readonly IAnsiConsole _console;

    private ConsoleReport(Report report, TextWriter output)
    {
        (_report, _result) = (report, report.Result);
        _console = Terminal.Over(output);
        // Lines are for copying: the terminal may wrap them, this program must not.
        _console.Profile.Width = 1_000_000;
    }

    /// <param name="report">What to show.</param>
    /// <param name="reports">Where the other reports are, or null.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Report report, DirectoryInfo? reports, TextWriter output)
    {
        var console = new ConsoleReport(report, output);
        console.Violations(reports);
        console.ClientFaults();
        console.Drift();
        console.Walks();
        console.LeftBehind();
        console.Readings();
        console.NotServed();
        console.Inconclusive();
        console.Errors();
        console.Line("");
        if (report.CoverageText is { } coverage)
            console.Line($"{coverage}.");
        console.Line($"{report.CountsText}; {report.Effort}.");
        if (reports is not null)
            console.Line($"Reports: {Path.Combine(reports.FullName, ReportFiles.Html)} and beside it.");
        if (report.Caution is { } caution)
            console.Line(caution, Unsure);
        console.Line(report.Result.Headline, report.Result.ExitCode switch
        {
            RunResult.Conforms => Good,
            RunResult.Violates => Bad,
            _ => Unsure,
        });
    }

    private void Violations(DirectoryInfo? reports)
    {
        foreach (var root in _report.Consequences.Roots.Take(MaxViolations))
            Violation(root);
        More(_report.Consequences.Roots.Length - MaxViolations, "violations", reports is null ? "; --report DIR writes all of them" : "");
        if (!_report.Consequences.Roots.IsEmpty)
        {
            Line("");
            Line(_report.CurlNote);
        }
    }

    private void Violation(RuleResult failed)
    {
        Line("");
        Line($"{failed.Rule.Id} is violated", Bad);
        Line($"  {failed.Rule.Behavior.Summary} [{Wording.Of(failed.Rule.Place)}]");
        Line($"  expected  {Truncation.To(Truncation.Long, failed.Expected!)}");
        Line($"  actual    {Truncation.To(Truncation.Long, failed.Actual!)}");
        Line($"  declared  {Wording.File(failed)} {failed.Rule.Pointer}; {failed.Rule.Source} ({Wording.Of(failed.Rule.Standing)})");
        foreach (var line in failed.Reproduce)
            Command(line);
        if (_report.Consequences.From(failed) is { IsEmpty: false } followers)
            Line($"  {Wording.Following(followers)}: {Wording.Ids(followers, MaxIds)}");
    }

    private void ClientFaults()
    {
        if (_result.Traffic is not { ClientFaults: { IsEmpty: false } faults })
            return;
        Line("");
        Line("Faults of the client", Heading);
        foreach (var fault in faults.Take(MaxChanges))
            Line($"  {fault.Request}: {fault.Sentence} Seen {Wording.Times(fault.Count)}{(fault.LetThrough ? ", and let through" : "")}.");
        More(faults.Length - MaxChanges, "faults");
    }

    private void Drift()
    {
        if (_result.Drift is not { } drift)
            return;
        Line("");
        Line($"Drift since {drift.Baseline}", Heading);
        Line($"  {_report.DriftText}");
        foreach (var rule in drift.Rules.Take(MaxChanges))
            Line($"  {rule.Rule} {Wording.Of(rule.Kind)} ({rule.Before} → {rule.Now})");
        More(drift.Rules.Length - MaxChanges, "rules");
        foreach (var field in drift.Fields.Take(MaxChanges))
            Line($"  {field.Field} {Wording.Of(field.Kind)} in the answers of {field.Operation} ({Wording.Types(field)})");
        More(drift.Fields.Length - MaxChanges, "fields");
        foreach (var reason in drift.NotCompared)
            Line($"  not compared: {reason}");
    }

    private void Walks()
    {
        if (_result.Walks is not { } walks)
            return;
        Line("");
        Line("Random walks", Heading);
        Line($"  {Wording.Of(walks)}");
        if (walks.Stopped is { } stopped)
            Line($"  {stopped}");
        foreach (var mismatch in walks.Mismatches.Take(MaxMismatches))
        {
            Line($"  Walk {mismatch.Walk} was answered otherwise than predicted", Bad);
            foreach (var (index, step) in mismatch.Steps.Index())
                Line($"    {index + 1}. {step}");
            Line($"    expected  {Truncation.To(Truncation.Long, mismatch.Expected)}");
            Line($"    actual    {Truncation.To(Truncation.Long, mismatch.Actual)}");
            foreach (var line in mismatch.Reproduce)
                Command(line);
        }
        More(walks.Mismatches.Length - MaxMismatches, "mismatches");
    }

    private void LeftBehind()
    {
        if (_result.Cleanup is not { } cleanup)
            return;
        Line("");
        Line("Left behind", Heading);
        Line($"  {Wording.Of(cleanup)}.");
        foreach (var left in _report.LeftBehind.Take(MaxReadings))
            Line($"  {left.Resource}, {Wording.Of(left.State)}: {Wording.Some(left.Identities, MaxIds)}. {left.Why}");
        More(_report.LeftBehind.Length - MaxReadings, "kinds of records");
        string[] open = [.. cleanup.Unread, .. cleanup.Unresolved];
        foreach (var sentence in open.Take(MaxReadings))
            Line($"  {sentence}");
        More(open.Length - MaxReadings, "such writes");
        if (cleanup.Ledger is { } ledger)
            Line($"  {Wording.LedgerAt(cleanup)} {ledger}");
    }

    private void Readings()
    {
        if (_report.Unusual.IsEmpty)
            return;
        Line("");
        Line("Tolerated readings that are not the default", Heading);
        foreach (var unusual in _report.Unusual.Take(MaxReadings))
            Line($"  {unusual.Rule.Id}: {unusual.Reading}. {unusual.Message}");
        More(_report.Unusual.Length - MaxReadings, "readings");
    }

    private void NotServed()
    {
        if (_report.NotServed.IsEmpty)
            return;
        Line("");
        Line("Not served", Heading);
        foreach (var absent in _report.NotServed)
            Line($"  {absent}");
    }

    private void Errors()
    {
        if (_report.Errors.IsEmpty)
            return;
        Line("");
        Line("Faults of the suite", Bad);
        foreach (var wrong in _report.Errors.Take(MaxReadings))
            Line($"  {wrong.Rule.Id}: {wrong.Message}");
    }

    private void Inconclusive()
    {
        if (_result.Inconclusive.IsEmpty)
            return;
        Line("");
        Line("Not judged", Heading);
        if (_report.Consequences.Open > 0)
            Line($"  {RunResult.Counted(_report.Consequences.Open, "rule seems", "rules seem")} to follow from a violation above.");
        foreach (var reason in _report.Consequences.OpenByReason)
        {
            Line($"  {RunResult.Counted(reason.Count(), "rule", "rules")}: {Truncation.To(Truncation.Short, reason.Key)}");
            Line($"    {Wording.Ids([.. reason], MaxIds)}");
        }
    }

    private void More(int more, string what, string where = "")
    {
        if (more > 0)
            Line($"  … and {more} more {what}{where}.");
    }

    private void Command(string line) => Write($"  {PlainText.Command(line)}", null);

    private void Line(string text, Style? style = null) => Write(PlainText.Of(Truncation.To(2 * Truncation.Long, text)), style);

    private void Write(string text, Style? style)
    {
        _console.Write(new Text(text, style));
        _console.WriteLine();
    }
}
