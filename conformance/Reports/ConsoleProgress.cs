using PlanisoContract.Conformance.Execution;
using Spectre.Console;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Shows how far a run is: a bar on a terminal, a few plain lines elsewhere.</summary>
internal sealed class ConsoleProgress : IDisposable
{
    private readonly Run _run;
    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;
    private readonly Lock _lock = new();
    private Phase? _phase;
    private TaskCompletionSource? _barEnds;
    private Task _bar = Task.CompletedTask;

    private ConsoleProgress(Run run, TextWriter output)
    {
        (_run, _output, _console) = (run, output, Terminal.Over(output));
        run.Happened += Hear;
    }

    public static ConsoleProgress Listen(Run run, TextWriter output) => new(run, output);

    public void Dispose()
    {
        _run.Happened -= Hear;
        EndBar();
    }

    private void Hear(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RulesStarted { Rules.Length: var count }:
                _output.WriteLine($"Judging {_run.Options.Base} by {RunResult.Counted(count, "rule", "rules")} of {_run.Contract.Title}; "
                    + $"values of this run hold {_run.Tag}.");
                Start(new Phase(count, "", found => RunResult.Counted(found, "violation", "violations")));
                break;
            case RunEvent.RuleJudged { Result: var result }:
                Step(result.Verdict == VerdictKind.Fail ? $" violation: {result.Rule.Id}" : null);
                break;
            case RunEvent.WalksStarted { Count: var count, Seed: var seed }:
                EndBar();
                _output.WriteLine($"Making {RunResult.Counted(count, "random walk", "random walks")}; --walks {count} --seed {seed} makes the same ones again.");
                Start(new Phase(count, " walks", found => $"{RunResult.Counted(found, "walk", "walks")} off"));
                break;
            case RunEvent.WalkMade { Walk.Deviation: var deviation }:
                Step(deviation is null ? null : ": one met what nothing explains");
                break;
            case RunEvent.RunEnded:
                EndBar();
                break;
        }
    }

    private void Start(Phase phase)
    {
        _phase = phase;
        if (!_console.Profile.Out.IsTerminal)
            return;
        var ends = new TaskCompletionSource();
        _barEnds = ends;
        _bar = _console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                phase.Bar = context.AddTask(phase.Found(0), maxValue: phase.Count);
                return ends.Task;
            });
    }

    private void Step(string? finding)
    {
        lock (_lock)
        {
            if (_phase is not { } phase)
                return;
            phase.Done++;
            if (finding is not null)
                phase.Findings++;
            if (phase.Bar is { } bar)
            {
                bar.Increment(1);
                if (finding is not null)
                    bar.Description = $"[red]{phase.Found(phase.Findings)}[/]";
            }
            else if (finding is not null)
                _output.WriteLine($"{phase.Done}/{phase.Count}{phase.Unit}{finding}");
            else if (phase.Done * 4L / phase.Count > (phase.Done - 1) * 4L / phase.Count)
                _output.WriteLine($"{phase.Done}/{phase.Count}{phase.Unit}");
        }
    }

    // What is printed next must stand below it.
    private void EndBar()
    {
        _barEnds?.TrySetResult();
        _bar.Wait();
        (_phase, _barEnds, _bar) = (null, null, Task.CompletedTask);
    }

    private sealed class Phase(int count, string unit, Func<int, string> found)
    {
        public int Count => count;

        public string Unit => unit;

        public Func<int, string> Found => found;

        public int Done { get; set; }

        public int Findings { get; set; }

        public ProgressTask? Bar { get; set; }
    }
}

/// <summary>A console over a writer that knows whether anyone sees colors.</summary>
internal static class Terminal
{
    public static IAnsiConsole Over(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            // Left to itself it goes by the environment, and a file would get escape sequences.
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = target.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
    }
}
