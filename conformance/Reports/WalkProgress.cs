using PlanisoContract.Conformance.Walks;
using Spectre.Console;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Makes the random walks that a run was asked for, after its rules, and shows how far they are.</summary>
internal static class WalkProgress
{
    /// <param name="result">What the rules came to: walks predict by the readings that they observed.</param>
    /// <param name="count">How many walks.</param>
    /// <param name="seed">Told always, since it makes the same walks again.</param>
    /// <param name="output">Where to.</param>
    public static async Task<RunResult> Show(RunResult result, int count, int seed, TextWriter output)
    {
        var run = result.Run;
        var started = run.Clock.GetTimestamp();
        output.WriteLine($"Making {RunResult.Counted(count, "random walk", "random walks")}; --walks {count} --seed {seed} makes the same ones again.");
        var console = Terminal.Over(output);
        var walks = !console.Profile.Out.IsTerminal
            ? await Walker.Walk(run, result.Results, count, seed, new Lines(count, output))
            : await console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(context => Walker.Walk(run, result.Results, count, seed, new Bar(context.AddTask("walks", maxValue: count))));
        return result with
        {
            Walks = walks,
            // What every answer must be was looked at in the walks, too.
            Results = [.. result.Results.Select(rule => Judge.Settle(run, rule))],
            Elapsed = result.Elapsed + run.Clock.GetElapsedTime(started),
        };
    }

    private sealed class Bar(ProgressTask task) : IProgress<Walk>
    {
        private int _found;

        public void Report(Walk walk)
        {
            if (walk.Deviation is not null)
                task.Description = $"[red]{RunResult.Counted(Interlocked.Increment(ref _found), "walk", "walks")} off[/]";
            task.Increment(1);
        }
    }

    // Walks report from many threads at once.
    private sealed class Lines(int all, TextWriter output) : IProgress<Walk>
    {
        private readonly Lock _lock = new();
        private int _made;

        public void Report(Walk walk)
        {
            lock (_lock)
            {
                _made++;
                if (walk.Deviation is not null)
                    output.WriteLine($"{_made}/{all} walks: one met what nothing explains");
                else if (_made * 4L / all > (_made - 1) * 4L / all)
                    output.WriteLine($"{_made}/{all} walks");
            }
        }
    }
}
