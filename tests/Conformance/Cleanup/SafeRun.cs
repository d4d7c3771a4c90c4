using System.Collections.Concurrent;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Cleanup.Plans;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Fourth;
using PlanisoContract.Tests.Proof;
using Records = System.Collections.Generic.Dictionary<(string Resource, string Parent, string Identity), System.Text.Json.Nodes.JsonObject>;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>One whole run with its cleanup on a mock of its own, and all records before it, after its rules and after its cleanup.</summary>
internal sealed record SafeRun(
    Contract Contract, string Tag, RunResult Result, Records Before, Records Judged, Records After, CleanupResult Cleanup, string[] Lines, RequestCounts Judging, RequestCounts Cleaning)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<SafeRun>>> _runs = [];

    public static readonly string[] Apis = [.. Contracts.Names, FourthApi.Contract.Api];

    public static Contract ContractOf(string api) => api == FourthApi.Contract.Api ? FourthApi.Contract : Contracts.Load(api);

    /// <summary>The run of an API; made once for all tests.</summary>
    public static Task<SafeRun> Of(string api) => _runs.GetOrAdd(api, name => new(() => MakeAsync(ContractOf(name)))).Value;

    /// <summary>A ledger of a run in a directory for temporary files.</summary>
    public static Ledger StartLedger(Run run)
    {
        var file = new FileInfo(Path.Combine(Directory.CreateTempSubdirectory("ledger").FullName, "run.jsonl"));
        var ledger = Ledger.Start(file, new LedgerHead(run.Tag, run.Contract.Api, run.Options.Base, run.Clock.GetUtcNow()));
        ledger.Listen(run.WriteHistory);
        return ledger;
    }

    private static async Task<SafeRun> MakeAsync(Contract contract)
    {
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync([contract], clock: clock);
        var target = await mock.SiloAsync(records: 20);
        var before = await Everything.ReadAsync(contract, target);
        var recorder = new Recorder(contract, target.Target);
        var run = Run.Create(contract, target, clock.Suite, recorder.Client());
        var ledger = StartLedger(run);
        var result = await WholeRun.RunAsync(run);
        var judging = RequestCounts.Of(recorder.Routes, run.WriteHistory.Own.Select(own => own.Resource));
        var judged = await Everything.ReadAsync(contract, target);
        recorder.Routes.Clear();
        var cleanup = await RunCleanup.Run(run, ledger, keeps: true);
        return new SafeRun(contract, run.Tag, result, before, judged, await Everything.ReadAsync(contract, target), cleanup!,
            await File.ReadAllLinesAsync(ledger.Path), judging, RequestCounts.Of(recorder.Routes, []));
    }
}
