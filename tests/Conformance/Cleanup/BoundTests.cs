using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>How many requests a run may send, and how fast.</summary>
public sealed class BoundTests : SharedMock
{
    [TestCase("planio", 1)]
    [TestCase("planio", 7)]
    [TestCase("planio", 40)]
    [TestCase("planio", 300)]
    [TestCase("lightening", 30)]
    [TestCase("lightening", 150)]
    [TestCase("planiso", 100)]
    [TestCase("planiso", 500)]
    public async Task A_run_never_sends_more_than_it_may_and_still_cleans_up(string api, int most)
    {
        var contract = Contracts.Load(api);
        var target = await Mock.SiloAsync(records: 8) with { MaxRequests = most };
        var before = await Everything.ReadAsync(contract, target with { MaxRequests = null });
        var recorder = new Recorder(contract, target.Target);
        var run = Run.Create(contract, target, Clock.Suite, recorder.Client());
        var results = (await WholeRun.RunAsync(run)).Results;
        var cleanup = await Cleaner.Clean(run);
        recorder.Count.ShouldBeLessThanOrEqualTo(most);
        run.Transport.Requests.ShouldBe(recorder.Count);
        run.Stopped!.ShouldContain($"--max-requests {most}");
        // All rules that were not reached have one reason.
        results.Where(result => result.Message.Contains("--max-requests", StringComparison.Ordinal)).Select(result => result.Message).Distinct().Count().ShouldBe(1);
        new RunResult(run, [.. results], TimeSpan.Zero).ExitCode.ShouldBe(RunResult.CouldNotJudge);
        if (most >= 100)
            cleanup!.Records.ShouldNotBeEmpty();
        (cleanup?.Records ?? []).ShouldAllBe(record => record.State != RecordState.Remains);
        var after = await Everything.ReadAsync(contract, target with { MaxRequests = null });
        after.Keys.Except(before.Keys).Select(key => key.Identity).ShouldBe(
            (cleanup?.LeftBehind ?? []).Select(record => record.Identity), ignoreOrder: true);
    }

    [Test]
    public async Task A_run_sends_no_faster_than_it_may_whoever_sends()
    {
        var clock = new ManualClock();
        var contract = Contracts.Load("planio");
        var times = new List<DateTimeOffset>();
        var recorder = new Recorder(contract, new Uri("http://target.test"))
        {
            Before = (_, _) =>
            {
                lock (times)
                    times.Add(clock.GetUtcNow());
                throw Recorder.Broken();
            },
        };
        var run = Run.Create(contract, new TargetOptions(new Uri("http://target.test"), new Keys("key")) { Rate = 2.5 }, clock, recorder.Client());
        var list = contract.Operations.First(operation => operation.Kind == OperationKind.List && operation.Filter is null && operation.Parameters.Length == 1);
        // Rules and cleanup alike.
        var sending = Enumerable.Range(0, 7).Select(nth => Should.ThrowAsync<NoAnswerException>(() => new Session(run) { Cleans = nth % 2 == 0 }.Page(list))).ToList();
        times.Count.ShouldBe(1);
        for (var turn = 0; turn < 40 && !sending.All(task => task.IsCompleted); turn++)
            await AdvanceAsync(clock, TimeSpan.FromMilliseconds(100));
        await Task.WhenAll(sending);
        times.Count.ShouldBe(7);
        times.Zip(times.Skip(1), (one, next) => next - one).ShouldAllBe(gap => gap >= TimeSpan.FromMilliseconds(400));
        (times[^1] - times[0]).ShouldBe(TimeSpan.FromMilliseconds(2400));
    }

    [Test]
    public async Task A_stop_ends_the_waiting_for_a_turn_and_lets_the_cleanup_go_on()
    {
        var contract = Contracts.Load("planio");
        var recorder = new Recorder(contract, new Uri("http://target.test")) { Before = (_, _) => throw Recorder.Broken() };
        var clock = new ManualClock();
        var run = Run.Create(contract, new TargetOptions(new Uri("http://target.test"), new Keys("key")) { Rate = 0.001 }, clock, recorder.Client());
        var list = contract.Operations.First(operation => operation.Kind == OperationKind.List && operation.Filter is null && operation.Parameters.Length == 1);
        await Should.ThrowAsync<NoAnswerException>(() => new Session(run).Page(list));
        var waiting = new Session(run).Page(list);
        waiting.IsCompleted.ShouldBeFalse();
        run.Stop("it was told to.");
        (await Should.ThrowAsync<PreconditionException>(() => waiting)).Message.ShouldBe("it was told to.");
        await Should.ThrowAsync<PreconditionException>(() => new Session(run).Page(list));
        recorder.Count.ShouldBe(1);
        var cleaning = new Session(run) { Cleans = true }.Page(list);
        await AdvanceAsync(clock, TimeSpan.FromSeconds(1000));
        await Should.ThrowAsync<NoAnswerException>(() => cleaning);
    }

    /// <summary>Lets time pass, and all that waited for it go on.</summary>
    private static async Task AdvanceAsync(ManualClock clock, TimeSpan time)
    {
        clock.Advance(time);
        // What goes on does so on other threads: everybody gets a turn, and asks the clock again.
        for (var turn = 0; turn < 50; turn++)
            await Task.Yield();
        await Task.Run(() => { });
    }
}
