using System.Collections.Concurrent;
using System.Collections.Immutable;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>Judges rules in parallel by NUnit's own runner, within this process.</summary>
internal sealed class NUnitRun(Run run, ImmutableArray<Rule> rules, IProgress<RuleResult> progress)
{
    // A worker blocks on its test, which mostly waits for the target: many more than there are processors.
    private const int Workers = 16;

    private readonly ConcurrentDictionary<string, RuleResult> _results = [];

    public ImmutableArray<Rule> Rules => rules;

    public Contract Contract => run.Contract;

    /// <summary>Judges all rules; the result has them in the order of the contract.</summary>
    public async Task<RunResult> Judge()
    {
        var started = run.Clock.GetTimestamp();
        await Task.Run(RunTests);
        return Settlement.Of(run, rules.Select(rule => _results[rule.Id]), run.Clock.GetElapsedTime(started));
    }

    /// <summary>Judges one rule; NUnit calls it.</summary>
    public async Task<RuleResult> Judge(Rule rule)
    {
        var result = await Execution.Judge.JudgeAsync(run, rule);
        _results[rule.Id] = result;
        progress.Report(result);
        return result;
    }

    private void RunTests()
    {
        RuleTests.Current = this;
        try
        {
            var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
            runner.Load(typeof(RuleTests).Assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = Workers });
            runner.Run(TestListener.NULL, TestFilter.Empty);
        }
        finally
        {
            RuleTests.Current = null;
        }
    }
}
