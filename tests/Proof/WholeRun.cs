using System.Collections.Concurrent;
using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
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
    public static Task<RunResult> RunAsync(Contract contract, TargetOptions target, SteppingClock clock, IEnumerable<Rule>? rules = null) =>
        RunAsync(Run.Create(contract, target, clock.Suite), rules);

    /// <summary>A run that was made otherwise, with its settled results.</summary>
    public static async Task<RunResult> RunAsync(Run run, IEnumerable<Rule>? rules = null)
    {
        var exercised = Exercised.Listen(run);
        var results = new ConcurrentBag<RuleResult>();
        var phases = (rules ?? run.Contract.Rules).ToLookup(rule => CheckCatalog.Default.IsExclusive(rule.Behavior));
        await Parallel.ForEachAsync(phases[false], new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (rule, _) => results.Add(await Judge.JudgeAsync(run, rule)));
        foreach (var rule in phases[true])
            results.Add(await Judge.JudgeAsync(run, rule));
        return Settlement.Of(run, results, TimeSpan.Zero) with { Exercised = exercised };
    }
}
