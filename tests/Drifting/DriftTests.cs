using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Drifting;
using PlanisoContract.Conformance.Judging;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Drifting;

/// <summary>What a run says of an earlier one, through the report that the program writes and reads.</summary>
public sealed class DriftTests
{
    private readonly SteppingClock _clock = new();
    private TestMock _mock = null!;
    private string _files = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await TestMock.StartAsync(clock: _clock);
        _files = Directory.CreateTempSubdirectory("drift").FullName;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Directory.Delete(_files, recursive: true);
        await _mock.DisposeAsync();
    }

    [Test]
    public async Task Two_runs_in_a_row_on_one_server_show_no_drift([ValueSource(typeof(Contracts), nameof(Contracts.Names))] string api, [Values] bool onlyReads)
    {
        await using var mock = await TestMock.StartAsync([Contracts.Load(api)], clock: _clock);
        var target = mock.Demo with { Mode = onlyReads ? RunMode.ReadOnly : RunMode.Full };
        var drift = await DriftAsync(api, target, target);
        drift.IsAny.ShouldBeFalse(string.Join('\n', drift.Rules.Select(rule => $"{rule}").Concat(drift.Fields.Select(field => $"{field}"))));
        TestContext.Out.WriteLine(string.Join('\n', drift.NotCompared));
    }

    private async Task<Drift> DriftAsync(string api, TargetOptions before, TargetOptions now, params string[] rules)
    {
        var file = await ReportAsync(api, before, rules);
        var baseline = Baseline.Read(file, Contracts.Load(api));
        return Comparison.Of(baseline, await RunAsync(api, now, rules));
    }

    private async Task<FileInfo> ReportAsync(string api, TargetOptions target, string[] rules)
    {
        var file = new FileInfo(Path.Combine(_files, $"{Guid.NewGuid():N}.json"));
        await File.WriteAllTextAsync(file.FullName, JsonReport.Of(await RunAsync(api, target, rules)));
        return file;
    }

    private Task<RunResult> RunAsync(string api, TargetOptions target, string[] rules)
    {
        var contract = Contracts.Load(api);
        return WholeRun.RunAsync(contract, target, _clock, rules.Length == 0 ? null : rules.Select(id => contract.Rule(id)!));
    }
}
