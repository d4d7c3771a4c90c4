using PlanisoContract.Conformance.Drift;
using Spectre.Console;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The verdict for the terminal: violations first, the verdict last, where the eye is.</summary>
internal sealed class ConsoleReport
{
    // A target that violates everything is shown by its first rules as well; the files have all.
    private const int MostViolations = 40;
    private const int MostChanges = 20;
    private const int MostMismatches = 5;
    private const int MostIds = 6;
    private const int MostReadings = 20;

    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green, decoration: Decoration.Bold);
    private static readonly Style Unsure = new(Color.Yellow, decoration: Decoration.Bold);

    private readonly RunResult _result;
    private readonly Consequences _consequences;
    private readonly IAnsiConsole _console;

    private ConsoleReport(RunResult result, TextWriter output)
    {
        _result = result;
        _consequences = result.Consequences;
        _console = Terminal.Over(output);
        // Lines are for copying: the terminal may wrap them, this program must not.
        _console.Profile.Width = 1_000_000;
    }

    /// <summary>Shows what a run has come to when it has ended.</summary>
    public static void Listen(Run run, DirectoryInfo? reports, TextWriter output) => run.Happened += happened =>
    {
        if (happened is RunEvent.RunEnded { Result: var result })
            Write(result, reports, output);
    };

    /// <param name="result">What to show.</param>
    /// <param name="reports">Where the other reports are, or null.</param>
    /// <param name="output">Where to.</param>
    public static void Write(RunResult result, DirectoryInfo? reports, TextWriter output)
    {
        var report = new ConsoleReport(result, output);
        report.Violations(reports);
        report.Drift();
        report.Walks();
        report.LeftBehind();
        report.Readings();
        report.NotServed();
        report.Inconclusive();
        report.Errors();
        report.Line("");
        if (!result.Coverage.Operations.IsEmpty)
            report.Line($"{Wording.Of(result.Coverage)}.");
        report.Line($"{Wording.Counts(result)}; {Wording.Effort(result)}.");
        if (reports is not null)
            report.Line($"Reports: {Path.Combine(reports.FullName, ReportFiles.Html)} and beside it.");
        if (Wording.Caution(result) is { } caution)
            report.Line(caution, Unsure);
        report.Line(result.Headline, result.ExitCode switch
        {
            RunResult.Conforms => Good,
            RunResult.Violates => Bad,
            _ => Unsure,
        });
    }

    private void Violations(DirectoryInfo? reports)
    {
        foreach (var root in _consequences.Roots.Take(MostViolations))
            Violation(root);
        More(_consequences.Roots.Length - MostViolations, "violations", reports is null ? "; --report DIR writes all of them" : "");
        if (!_consequences.Roots.IsEmpty)
        {
            Line("");
            Line(Wording.Again(_result));
        }
    }

    private void Violation(RuleResult failed)
    {
        Line("");
        Line($"{failed.Rule.Id} is violated", Bad);
        Line($"  {failed.Rule.Behavior.Summary} [{Wording.Of(failed.Rule.Place)}]");
        Line($"  expected  {Cut.To(Cut.Long, failed.Expected!)}");
        Line($"  actual    {Cut.To(Cut.Long, failed.Actual!)}");
        Line($"  declared  {Wording.File(failed)} {failed.Rule.Pointer}; {failed.Rule.Source} ({Wording.Of(failed.Rule.Standing)})");
        foreach (var line in failed.Reproduce)
            Command(line);
        if (_consequences.From(failed) is { IsEmpty: false } followers)
            Line($"  {Wording.Following(followers)}: {Wording.Ids(followers, MostIds)}");
    }

    private void Drift()
    {
        if (_result.Drift is not { } drift)
            return;
        Line("");
        Line($"Drift since {drift.Baseline}", Heading);
        Line($"  {(drift.IsAny ? Wording.Of(drift) : "nothing has changed")}");
        foreach (var rule in drift.Rules.Take(MostChanges))
            Line($"  {rule.Rule} {Wording.Of(rule.Kind)} ({rule.Before} → {rule.Now})");
        More(drift.Rules.Length - MostChanges, "rules");
        foreach (var field in drift.Fields.Take(MostChanges))
            Line($"  {field.Field} {Wording.Of(field.Kind)} in the answers of {field.Operation} ({Wording.Types(field)})");
        More(drift.Fields.Length - MostChanges, "fields");
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
        foreach (var mismatch in walks.Mismatches.Take(MostMismatches))
        {
            Line($"  Walk {mismatch.Walk} was answered otherwise than predicted", Bad);
            foreach (var (index, step) in mismatch.Steps.Index())
                Line($"    {index + 1}. {step}");
            Line($"    expected  {Cut.To(Cut.Long, mismatch.Expected)}");
            Line($"    actual    {Cut.To(Cut.Long, mismatch.Actual)}");
            foreach (var line in mismatch.Reproduce)
                Command(line);
        }
        More(walks.Mismatches.Length - MostMismatches, "mismatches");
    }

    private void LeftBehind()
    {
        if (_result.Cleanup is not { } cleanup)
            return;
        Line("");
        Line("Left behind", Heading);
        Line($"  {Wording.Of(cleanup)}.");
        foreach (var remains in Remains.Of(cleanup))
            Line($"  {remains.Resource}, {Wording.Of(remains.State)}: {Wording.Some(remains.Identities, MostIds)}. {remains.Why}");
        foreach (var sentence in cleanup.Unread.Concat(cleanup.Unresolved))
            Line($"  {sentence}");
        if (cleanup.Ledger is { } ledger)
            Line($"  {Wording.LedgerAt(cleanup)} {ledger}");
    }

    private void Readings()
    {
        if (_result.Unusual.IsEmpty)
            return;
        Line("");
        Line("Tolerated readings that are not the default", Heading);
        foreach (var unusual in _result.Unusual.Take(MostReadings))
            Line($"  {unusual.Rule.Id}: {unusual.Reading}. {unusual.Message}");
        More(_result.Unusual.Length - MostReadings, "readings");
    }

    private void NotServed()
    {
        if (_result.NotServed.IsEmpty)
            return;
        Line("");
        Line("Not served", Heading);
        foreach (var absent in _result.NotServed)
            Line($"  {Wording.Of(absent)}");
    }

    private void Errors()
    {
        if (_result.Count(Word.Error) == 0)
            return;
        Line("");
        Line("Faults of the suite", Bad);
        foreach (var wrong in _result.Results.Where(result => result.Word == Word.Error).Take(MostReadings))
            Line($"  {wrong.Rule.Id}: {wrong.Message}");
    }

    private void Inconclusive()
    {
        if (_result.Inconclusive.IsEmpty)
            return;
        Line("");
        Line("Not judged", Heading);
        if (_consequences.Open > 0)
            Line($"  {RunResult.Counted(_consequences.Open, "rule seems", "rules seem")} to follow from a violation above.");
        foreach (var reason in _consequences.OpenByReason)
        {
            Line($"  {RunResult.Counted(reason.Count(), "rule", "rules")}: {Cut.To(Cut.Short, reason.Key)}");
            Line($"    {Wording.Ids([.. reason], MostIds)}");
        }
    }

    private void More(int more, string what, string where = "")
    {
        if (more > 0)
            Line($"  … and {more} more {what}{where}.");
    }

    private void Command(string line) => Write($"  {Plain.Command(line)}", null);

    private void Line(string text, Style? style = null) => Write(Plain.Of(Cut.To(2 * Cut.Long, text)), style);

    private void Write(string text, Style? style)
    {
        _console.Write(new Text(text, style));
        _console.WriteLine();
    }
}
