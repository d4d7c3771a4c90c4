using System.Collections.Concurrent;
using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Judging;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Proof;

/// <summary>All rules of a contract judged together, as the program judges them.</summary>
internal static class WholeRun
{
    /// <summary>The settled results, by rule.</summary>
    public static async Task<List<RuleResult>> JudgeAsync(Contract contract, TargetOptions target, SteppingClock clock) =>
        [.. (await RunAsync(contract, target, clock)).Results];

    /// <summary>The run with its settled results.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="target">The target.</param>
    /// <param name="clock">The mock's clock.</param>
    /// <param name="rules">Which of its rules; all by default.</param>
    public static async Task<RunResult> RunAsync(Contract contract, TargetOptions target, SteppingClock clock, IEnumerable<Rule>? rules = null)
    {
        var run = Run.Create(contract, target, clock.Suite);
        var results = new ConcurrentBag<RuleResult>();
        await Parallel.ForEachAsync(rules ?? contract.Rules, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (rule, _) => results.Add(await Judge.JudgeAsync(run, rule)));
        return new RunResult(run, [.. results.Select(result => Judge.Settle(run, result)).OrderBy(result => result.Rule.Index)], TimeSpan.Zero);
    }
}
