using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Cleanup.Plans;
using PlanisoContract.Conformance.Discovery;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Fourth;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>What <c>--plan</c> says against what runs on the mock send.</summary>
public sealed class PlanTests
{
    private const string Head = """
        # What the rules of this contract send, seen on the default mock. UPDATE_SNAPSHOTS=1 makes PlanTests write it anew.
        # "= ROUTE" numbers the routes from 0. Then, as NUMBERxTIMES and RESOURCE+RECORDS: what all rules share, what it takes to look
        # at the lists and to clean up, and of each rule its own requests | what it needs beside them when it is judged alone.

        """;

    private readonly SteppingClock _clock = new();
    private TestMock _mock = null!;

    [OneTimeSetUp]
    public async Task Start() => _mock = await TestMock.StartAsync(clock: _clock);

    [OneTimeTearDown]
    public async Task Stop() => await _mock.DisposeAsync();

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_plan_of_a_whole_run_is_about_what_it_sends(string api)
    {
        var contract = Contracts.Load(api);
        var seen = await SafeRun.Of(api);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await WriteAsync(contract, seen);
            return;
        }
        var plan = Plan.Of(contract, new TargetOptions(new Uri("http://target.test"), new Keys("key")), contract.Rules, walks: 0)!;
        // The look at the target before the run is no part of what was recorded.
        plan.Judging.Requests.ShouldBeInRange(Low(seen.Judging.Requests), High(seen.Judging.Requests + 1));
        plan.Cleaning.Requests.ShouldBeInRange(Low(seen.Cleaning.Requests), High(seen.Cleaning.Requests));
        plan.Judging.Sent.Keys.ShouldBe(seen.Judging.Sent.Keys, ignoreOrder: true);
        plan.Cleaning.Sent.Keys.ShouldBe(seen.Cleaning.Sent.Keys, ignoreOrder: true);
        foreach (var kind in seen.Cleanup.Records.GroupBy(record => record.Resource))
        {
            var fate = plan.Fates.Single(fate => fate.Resource == kind.Key);
            fate.Count.ShouldBeInRange(Low(kind.Count()), High(kind.Count()), kind.Key);
            kind.Where(record => record.State > fate.Left).ShouldBeEmpty(fate.Sentence);
        }
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_plan_of_a_run_that_only_reads_is_what_it_sends(string api)
    {
        var contract = Contracts.Load(api);
        var (sent, _) = await RunAsync(contract, contract.Rules, RunMode.ReadOnly, discovers: true);
        var plan = Plan.Of(contract, Options(RunMode.ReadOnly), contract.Rules, walks: 0)!;
        var all = plan.Finding + plan.Judging;
        all.Requests.ShouldBeInRange(Low(sent.Requests), High(sent.Requests + 1));
        all.Sent.Keys.ShouldBe(sent.Sent.Keys, ignoreOrder: true);
        all.Sent.Keys.ShouldAllBe(route => route.StartsWith("GET ", StringComparison.Ordinal) || route.StartsWith("HEAD ", StringComparison.Ordinal));
        plan.Fates.ShouldBeEmpty();
        plan.Cleaning.Requests.ShouldBe(0);
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_plan_of_some_rules_is_about_what_they_send(string api)
    {
        var contract = Contracts.Load(api);
        var rules = contract.Rules.Where(rule => rule.Index % 23 == 3).ToList();
        var (sent, _) = await RunAsync(contract, rules, RunMode.Full, discovers: true);
        var plan = Plan.Of(contract, Options(RunMode.Full), [.. rules], walks: 0)!;
        var all = plan.Finding + plan.Judging;
        ((double)all.Requests / sent.Requests).ShouldBeInRange(0.85, 1.15);
        all.Sent.Keys.ShouldBe(sent.Sent.Keys, ignoreOrder: true);
        plan.Requests.ShouldBeLessThan(Plan.Of(contract, Options(RunMode.Full), contract.Rules, walks: 0)!.Requests);
    }

    [Test]
    public void A_contract_that_no_program_comes_with_has_no_plan() =>
        Plan.Of(FourthApi.Contract, Options(RunMode.Full), FourthApi.Contract.Rules, walks: 0).ShouldBeNull();

    private static int Low(int count) => (int)(count * 0.95) - 2;

    private static int High(int count) => (int)(count * 1.05) + 2;

    private static TargetOptions Options(RunMode mode) => new(new Uri("http://target.test"), new Keys("key")) { Mode = mode };

    // Rules in one run, on a silo as the default one is.
    private async Task<(Outlay Sent, List<RuleResult> Results)> RunAsync(
        Contract contract, IReadOnlyCollection<Rule> rules, RunMode mode, bool discovers = false)
    {
        var target = await _mock.SiloAsync(records: 20) with { Mode = mode };
        var recorder = new Recorder(contract, target.Target);
        var run = Run.Create(contract, target, _clock.Suite, recorder.Client());
        if (discovers)
            (await TargetDiscovery.Discover(run, rules)).ShouldBeNull();
        var results = (await WholeRun.RunAsync(run, rules)).Results;
        return (Outlay.Of(recorder.Routes, run.Footprint.Own.Select(own => own.Resource)), [.. results]);
    }

    private async Task WriteAsync(Contract contract, SafeRun seen)
    {
        var reading = await RunAsync(contract, contract.Rules, RunMode.ReadOnly);
        var full = await DataAsync(contract, RunMode.Full, seen.Judging);
        // With the list of those that a filter names, where there is one.
        var lists = Outlay.Of(Sweep.Swept(contract).Select(resource => contract.ListOf(resource)!)
            .SelectMany(list => list.Filter is null ? [list] : new[] { list, contract.ListOf(contract.Resource(contract.Resource(list.Resource).Field(list.Filter.Field).Refers!.Resource))! })
            .Select(list => list.ToString()), []);
        await File.WriteAllTextAsync(
            Repository.PathTo("conformance", "Cleanup", "Plans", $"{contract.Api}.plan.txt"),
            PlanData.Write(Head,
                (RunMode.Full, full with { Lists = lists, Cleanup = seen.Cleaning - lists }),
                (RunMode.ReadOnly, await DataAsync(contract, RunMode.ReadOnly, reading.Sent))));
    }

    private async Task<PlanData> DataAsync(Contract contract, RunMode mode, Outlay all)
    {
        var rules = new Dictionary<string, (Outlay, Outlay)>();
        foreach (var rule in contract.Rules)
        {
            var (sent, alone) = await RunAsync(contract, [rule], mode);
            var own = Own(contract, alone[0]);
            if (sent.Requests > 0)
                rules[rule.Id] = (own, sent - own);
        }
        // Among all others a rule may read more pages than alone; that counts as shared.
        var together = rules.Values.Aggregate(Outlay.None, (sum, rule) => sum + rule.Item1);
        return new PlanData(System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, rules), all - together, Outlay.None, Outlay.None);
    }

    private static Outlay Own(Contract contract, RuleResult result)
    {
        var dialect = PlanisoContract.Conformance.Dialects.Dialect.Of(contract);
        return Outlay.Of(result.Exchanges.Select(exchange => Route.Of(contract, exchange.Method, PathOf(exchange))), Made());

        IEnumerable<string> Made() => from exchange in result.Exchanges
                                      where exchange.Operation is { Kind: OperationKind.Create } && dialect.Read(exchange).Succeeded
                                      select exchange.Operation!.Resource;

        static string PathOf(Exchange exchange) =>
            exchange.Uri.AbsolutePath.Split("/api") is [_, var behind] ? behind : exchange.Uri.AbsolutePath;
    }
}
