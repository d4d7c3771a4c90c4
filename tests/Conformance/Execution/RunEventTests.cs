using System.Collections.Concurrent;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Execution;

/// <summary>What a run tells those who listen.</summary>
public sealed class RunEventTests
{
    private static readonly Contract Contract = Contracts.Load("lightening");

    private TestMock _mock = null!;

    [OneTimeSetUp]
    public async Task Start() => _mock = await TestMock.StartAsync([Contract]);

    [OneTimeTearDown]
    public async Task Stop() => await _mock.DisposeAsync();

    [Test]
    public async Task Every_rule_is_started_and_judged_and_every_answer_is_an_exchange()
    {
        var run = Run.Create(Contract, await _mock.SiloAsync(), TimeProvider.System);
        var events = new ConcurrentQueue<RunEvent>();
        run.Happened += events.Enqueue;
        var rules = Contract.Rules.Where(rule => rule.Index % 9 == 0).ToList();
        await WholeRun.RunAsync(run, rules);
        string[] ids = [.. rules.Select(rule => rule.Id)];
        events.OfType<RunEvent.RuleStarted>().Select(started => started.Rule.Id).ShouldBe(ids, ignoreOrder: true);
        events.OfType<RunEvent.RuleJudged>().Select(judged => judged.Result.Rule.Id).ShouldBe(ids, ignoreOrder: true);
        events.OfType<RunEvent.ExchangeMade>().Count().ShouldBe(run.Transport.Requests);
    }

    [Test]
    public async Task Two_runs_at_once_judge_their_own_rules()
    {
        var results = await Task.WhenAll(Judge(rule => rule.Index % 2 == 0), Judge(rule => rule.Index % 2 == 1));
        results[0].Results.Length.ShouldBe((Contract.Rules.Length + 1) / 2);
        results[1].Results.Length.ShouldBe(Contract.Rules.Length / 2);
        results.ShouldAllBe(result => result.ExitCode == RunResult.Conforms);

        async Task<RunResult> Judge(Func<Rule, bool> chosen) =>
            await new NUnitRun(Run.Create(Contract, await _mock.SiloAsync(), TimeProvider.System), [.. Contract.Rules.Where(chosen)]).Judge();
    }
}
