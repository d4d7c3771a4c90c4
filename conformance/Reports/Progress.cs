using System.Collections.Immutable;
using PlanisoContract.Spec;
using Spectre.Console;
using Rule = PlanisoContract.Spec.Rule;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Shows how far a run is: a bar on a terminal, a few plain lines elsewhere.</summary>
internal static class Progress
{
    public static async Task<RunResult> Show(Run run, ImmutableArray<Rule> rules, TextWriter output)
    {
        output.WriteLine($"Judging {run.Options.Base} by {RunResult.Counted(rules.Length, "rule", "rules")} of {run.Contract.Title}; "
            + $"values of this run hold {run.Tag}.");
        var console = Terminal.Over(output);
        if (!console.Profile.Out.IsTerminal)
            return await new NUnitRun(run, rules, new Lines(rules.Length, output)).Judge();
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask("0 violations", maxValue: rules.Length);
                return new NUnitRun(run, rules, new Bar(task)).Judge();
            });
    }

    // Workers report from many threads at once.
    private sealed class Bar(ProgressTask task) : IProgress<RuleResult>
    {
        private int _violations;

        public void Report(RuleResult result)
        {
            if (result.Word == Word.Fail)
                task.Description = $"[red]{RunResult.Counted(Interlocked.Increment(ref _violations), "violation", "violations")}[/]";
            task.Increment(1);
        }
    }

    private sealed class Lines(int all, TextWriter output) : IProgress<RuleResult>
    {
        private readonly Lock _lock = new();
        private int _judged;

        public void Report(RuleResult result)
        {
            lock (_lock)
            {
                _judged++;
                if (result.Word == Word.Fail)
                    output.WriteLine($"{_judged}/{all} violation: {result.Rule.Id}");
                else if (_judged * 4 / all > (_judged - 1) * 4 / all)
                    output.WriteLine($"{_judged}/{all}");
            }
        }
    }
}
