using PlanisoContract.Conformance.Judging;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Proof;

/// <summary>What a run that only reads can judge, over the records that are there.</summary>
[Parallelizable(ParallelScope.None)]
public sealed class ReadOnlyTests
{
    private readonly SteppingClock _clock = new();

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_rules_that_it_judges_are_listed(string api)
    {
        await using var mock = await TestMock.StartAsync([Contracts.Load(api)], clock: _clock);
        var result = await WholeRun.RunAsync(Contracts.Load(api), mock.Demo with { Mode = RunMode.ReadOnly }, _clock);
        TestContext.Out.WriteLine($"{api}: {result.Count(Word.Pass)} of {result.Results.Length}");
        foreach (var g in result.Results.Where(r => r.Word == Word.Inconclusive).GroupBy(r => r.Rule.Behavior.Name))
            TestContext.Out.WriteLine($"   {g.Key} {g.Count()}: {g.First().Rule.Id} | {g.First().Message}");
        foreach (var g in result.Results.Where(r => r.Word == Word.Pass).GroupBy(r => r.Rule.Behavior.Name))
            TestContext.Out.WriteLine($"   + {g.Key} {g.Count()}");
    }
}
