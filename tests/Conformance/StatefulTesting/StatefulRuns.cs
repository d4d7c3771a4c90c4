using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Fourth;

namespace PlanisoContract.Tests.Conformance.StatefulTesting;

/// <summary>What stateful tests share.</summary>
internal static class StatefulRuns
{
    public static readonly List<string> Apis = [.. Contracts.Names, FourthApi.Contract.Api];

    public static Contract Contract(string api) => Contracts.Names.Contains(api) ? Contracts.Load(api) : FourthApi.Contract;

    /// <summary>What a run observes on a server in a profile that conforms.</summary>
    public static IEnumerable<RuleResult> Observed(Contract contract, IReadOnlyDictionary<string, string>? profile = null) =>
        contract.Rules.Select(rule => new RuleResult
        {
            Rule = rule,
            Verdict = VerdictKind.Pass,
            Reading = profile?.GetValueOrDefault(rule.Id) ?? rule.Default.Name,
            Message = "",
            DeclaredAt = "",
        });

    /// <summary>Of each rule one of its readings, as the choice says; without those that cannot go together.</summary>
    public static Dictionary<string, string> Profile(Contract contract, Func<Rule, Mode> choice) =>
        contract.Rules.Where(rule => rule.Readings.Length > 1 && rule.Behavior != Behaviors.JsonBody
                && !(rule.Behavior == Behaviors.Optional && contract.Rule(Behaviors.RoundTrip, rule.Place)?.Readings[^1].Name == "refused"))
            .ToDictionary(rule => rule.Id, rule => choice(rule).Name);

    public static Task<StatefulTestResult> RunAsync(Contract contract, TargetOptions target, TimeProvider clock, int walks, int seed, IEnumerable<RuleResult> results, int enough = int.MaxValue) =>
        StatefulTestRunner.Run(Run.Create(contract, target, clock), results, walks, seed, new Ended(), enough);

    private sealed class Ended : IProgress<SequenceRun>
    {
        public void Report(SequenceRun walk)
        {
            if (walk.Stopped is not null)
                TestContext.Out.WriteLine($"ended: {walk.Commands.LastOrDefault()}: {walk.Stopped}");
        }
    }

    public static string Tell(StatefulTestResult result) => string.Join('\n', result.Mismatches.Select(mismatch =>
        $"walk {mismatch.Walk}{(mismatch.ShowsAgain ? "" : " (once only)")}\n  {string.Join("\n  ", mismatch.Steps)}\n  expected {mismatch.Expected}\n  actual {mismatch.Actual}"));
}
