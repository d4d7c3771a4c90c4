using System.Collections.Concurrent;
using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.StatefulTesting;

/// <summary>Breakages that only sequences show: no rule's own test may show them, alone or in a whole run.</summary>
public sealed class SequenceTests
{
    private readonly SteppingClock _clock = new();

    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    public async Task A_whole_run_sees_none_of_them(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var broken = Sequences.Of(contract).Select(mode => $"{Sequences.Id}={mode}");
        var results = await WholeRun.JudgeAsync(contract, await mock.SiloAsync(broken: broken, records: 20), _clock);
        string.Join('\n', results.Where(result => result.Verdict == VerdictKind.Fail)).ShouldBeEmpty();
        results.Where(result => result.IsUnusual).ShouldBeEmpty();
    }

    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    [Explicit("Takes minutes: each rule alone, and a whole run, for each breakage.")]
    public async Task No_rule_sees_any_of_them(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        foreach (var mode in Sequences.Of(contract))
        {
            string[] broken = [$"{Sequences.Id}={mode}"];
            var results = await WholeRun.JudgeAsync(contract, await mock.SiloAsync(broken: broken, records: 20), _clock);
            string.Join('\n', results.Where(result => result.Verdict == VerdictKind.Fail || result.IsUnusual)).ShouldBeEmpty(mode.Name);
            var alone = new ConcurrentBag<RuleResult>();
            await Parallel.ForEachAsync(contract.Rules, async (rule, _) =>
                alone.Add(await Judge.JudgeAsync(Run.Create(contract, await mock.SiloAsync(broken: broken), _clock.Suite), rule)));
            string.Join('\n', alone.Where(result => result.Verdict == VerdictKind.Fail || result.IsUnusual)).ShouldBeEmpty(mode.Name);
        }
    }
}
