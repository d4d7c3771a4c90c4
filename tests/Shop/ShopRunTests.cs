using PlanisoContract.Conformance.Discovery;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Conformance.Cleanup;
using PlanisoContract.Tests.Conformance.StatefulTesting;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Shop;

/// <summary>Whole runs in the dialect rest: what conforms passes in every reading, however many records there are, and nothing is left behind.</summary>
public sealed class ShopRunTests
{
    private static readonly Contract[] All = [ShopApi.Contract, ShopApi.WithCursors];

    private readonly SteppingClock _clock = new();

    private static IEnumerable<TestCaseData> Apis => All.Select(contract => new TestCaseData(contract).SetArgDisplayNames(contract.Api));

    [TestCaseSource(nameof(Apis))]
    public async Task The_mock_conforms_and_what_the_run_made_goes_away(Contract contract)
    {
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var run = Run.Create(contract, mock.Demo, _clock.Suite);
        (await TargetDiscovery.Discover(run, contract.Rules, [])).ShouldBeNull();
        var ledger = SafeRun.StartLedger(run);
        var result = await WholeRun.RunAsync(run);
        string.Join('\n', result.Results.Where(TestMock.IsOpen)).ShouldBeEmpty();
        var walks = await StatefulTestRunner.Run(run, result.Results, 10, seed: 3);
        string.Join('\n', walks.Mismatches).ShouldBeEmpty();
        var cleanup = await PlanisoContract.Conformance.Cleanup.RunCleanup.Run(run, ledger, keeps: true);
        cleanup!.IsFinished.ShouldBeTrue(string.Join(", ", cleanup.Unresolved.Concat(cleanup.Unread).Concat(cleanup.LeftBehind.Select(record => $"{record}"))));
    }

    [TestCaseSource(nameof(Apis))]
    public async Task A_server_in_other_readings_with_few_records_or_many_or_one_that_is_only_read_violates_nothing(Contract contract)
    {
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        TargetOptions[] targets =
        [
            await mock.SiloAsync(StatefulRuns.Profile(contract, rule => rule.Readings[^1]), records: 20), await mock.SiloAsync(records: 0), await mock.SiloAsync(records: 300),
            mock.Demo with { Mode = RunMode.ReadOnly },
        ];
        foreach (var target in targets)
        {
            var results = await WholeRun.JudgeAsync(contract, target, _clock);
            string.Join('\n', results.Where(result => result.Verdict == VerdictKind.Fail)).ShouldBeEmpty();
            results.Count(result => result.Verdict == VerdictKind.Pass).ShouldBeGreaterThan(50);
        }
    }
}
