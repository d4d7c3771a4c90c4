using System.Collections.Concurrent;
using System.Collections.Immutable;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>Judges rules in parallel by NUnit's own runner, within this process.</summary>
internal sealed class NUnitRun(Run run, ImmutableArray<Rule> rules) : IRuleSource
{
    // A worker blocks on its test, which mostly waits for the target: many more than there are processors.
    private const int Workers = 16;

    private readonly ConcurrentDictionary<string, RuleResult> _results = [];

    IEnumerable<RuleCase> IRuleSource.Cases => rules.Select(rule => new RuleCase(run.Contract.Api, rule, Judge, IsLast: CheckCatalog.Default.IsExclusive(rule.Behavior)));

    /// <summary>Judges all rules; the result has them in the order of the contract.</summary>
    public async Task<RunResult> Judge()
    {
        var started = run.Clock.GetTimestamp();
        run.Raise(new RunEvent.RulesStarted(rules));
        await Task.Run(RunTests);
        return Settlement.Of(run, rules.Select(rule => _results[rule.Id]), run.Clock.GetElapsedTime(started));
    }

    private async Task Judge(Rule rule)
    {
        var result = await Execution.Judge.JudgeAsync(run, rule);
        _results[rule.Id] = result;
        NUnitVerdict.Report(result);
    }

    private void RunTests()
    {
        RuleSource.Use(this);
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(typeof(RuleTests).Assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = Workers });
        runner.Run(TestListener.NULL, TestFilter.Empty);
    }
}
