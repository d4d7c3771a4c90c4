using System.Collections.Immutable;
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
public sealed class PlanTests : SharedMock
{
    private const string Head = "# What a whole run sends and makes, counted on the default mock. UPDATE_SNAPSHOTS=1 makes PlanTests count again.\n";

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
            var planned = plan.Records.Single(planned => planned.Resource == kind.Key);
            planned.Count.ShouldBeInRange(Low(kind.Count()), High(kind.Count()), kind.Key);
            kind.Where(record => record.State > planned.Left).ShouldBeEmpty(planned.Sentence);
        }
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_plan_of_a_run_that_only_reads_is_what_it_sends(string api)
    {
        var contract = Contracts.Load(api);
        var (sent, _) = await RunAsync(contract, contract.Rules, RunMode.ReadOnly, discovers: true);
        var plan = Plan.Of(contract, Options(RunMode.ReadOnly), contract.Rules, walks: 0)!;
        var all = plan.Discovery + plan.Judging;
        all.Requests.ShouldBeInRange(Low(sent.Requests), High(sent.Requests + 1));
        all.Sent.Keys.ShouldBe(sent.Sent.Keys, ignoreOrder: true);
        all.Sent.Keys.ShouldAllBe(route => route.StartsWith("GET ", StringComparison.Ordinal) || route.StartsWith("HEAD ", StringComparison.Ordinal));
        plan.Records.ShouldBeEmpty();
        plan.Cleaning.Requests.ShouldBe(0);
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_plan_of_some_rules_is_about_what_they_send(string api)
    {
        var contract = Contracts.Load(api);
        var rules = contract.Rules.Where(rule => rule.Index % 23 == 3).ToList();
        var (sent, _) = await RunAsync(contract, rules, RunMode.Full, discovers: true);
        var plan = Plan.Of(contract, Options(RunMode.Full), [.. rules], walks: 0)!;
        var all = plan.Discovery + plan.Judging;
        ((double)all.Requests / sent.Requests).ShouldBeInRange(0.5, 2);
        // Nothing is sent that was not announced.
        sent.Sent.Keys.Except(all.Sent.Keys).ShouldBeEmpty();
        sent.Made.Keys.Except(all.Made.Keys).ShouldBeEmpty();
        plan.Requests.ShouldBeLessThan(Plan.Of(contract, Options(RunMode.Full), contract.Rules, walks: 0)!.Requests);
    }

    [Test]
    public void A_contract_that_no_program_comes_with_has_no_plan() =>
        Plan.Of(FourthApi.Contract, Options(RunMode.Full), FourthApi.Contract.Rules, walks: 0).ShouldBeNull();

    private static int Low(int count) => (int)(count * 0.95) - 2;

    private static int High(int count) => (int)(count * 1.05) + 2;

    private static TargetOptions Options(RunMode mode) => new(new Uri("http://target.test"), new Keys("key")) { Mode = mode };

    // Rules in one run, on a silo as the default one is.
    private async Task<(RequestCounts Sent, List<RuleResult> Results)> RunAsync(
        Contract contract, IReadOnlyCollection<Rule> rules, RunMode mode, bool discovers = false)
    {
        var target = await Mock.SiloAsync(records: 20) with { Mode = mode };
        var recorder = new Recorder(contract, target.Target);
        var run = Run.Create(contract, target, Clock.Suite, recorder.Client());
        if (discovers)
            (await TargetDiscovery.Discover(run, rules)).ShouldBeNull();
        var results = (await WholeRun.RunAsync(run, rules)).Results;
        return (RequestCounts.Of(recorder.Routes, run.WriteHistory.Own.Select(own => own.Resource)), [.. results]);
    }

    private async Task WriteAsync(Contract contract, SafeRun seen)
    {
        var (reading, _) = await RunAsync(contract, contract.Rules, RunMode.ReadOnly);
        // The lists that a cleanup reads are known from the contract.
        var once = Plan.Lists(contract).Sent;
        var cleanup = seen.Cleaning with
        {
            Sent = seen.Cleaning.Sent.Select(pair => KeyValuePair.Create(pair.Key, pair.Value - once.GetValueOrDefault(pair.Key)))
                .Where(pair => pair.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        string[] lines =
        [
            .. new RecordedRun(seen.Judging, cleanup).Write(RunMode.Full),
            .. new RecordedRun(reading, RequestCounts.None).Write(RunMode.ReadOnly),
        ];
        await File.WriteAllTextAsync(Repository.PathTo("conformance", "Cleanup", "Plans", $"{contract.Api}.plan.txt"), Head + string.Join('\n', lines) + "\n");
    }
}
