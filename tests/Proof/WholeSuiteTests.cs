using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Mock.WireMock;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Conformance.Cleanup;

namespace PlanisoContract.Tests.Proof;

/// <summary>All rules of a contract judged together, as a run does, on mocks that conform.</summary>
public sealed class WholeSuiteTests
{
    private readonly SteppingClock _clock = new();

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_mock_conforms_and_nothing_is_left_open(string api)
    {
        var results = (await SafeRun.Of(api)).Result.Results;
        results.Where(result => result.Verdict != VerdictKind.Pass).ShouldBeEmpty();
        results.Where(result => result.IsUnusual).ShouldBeEmpty();
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task Two_runs_at_once_do_not_disturb_each_other(string api)
    {
        // That one does not disturb another one after it is a matter of DriftTests.
        await using var mock = await TestMock.StartAsync(clock: _clock);
        var both = await Task.WhenAll(JudgeAllAsync(api, mock.Demo), JudgeAllAsync(api, mock.Demo));
        both.SelectMany(results => results).Where(TestMock.IsOpen).ShouldBeEmpty();
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task A_server_in_many_other_readings_at_once_conforms_too(string api)
    {
        // The last reading of each rule: the one that is farthest from the default. Only JSON bodies are taken as they are by
        // default, since a server that takes linked records in no other form cannot refuse them, too; and what a create refuses
        // it cannot demand.
        var contract = Contracts.Load(api);
        await using var mock = await TestMock.StartAsync(clock: _clock);
        var profile = contract.Rules.Where(rule => rule.Readings.Length > 1 && rule.Behavior != Behaviors.JsonBody
                && !(rule.Behavior == Behaviors.Optional && contract.Rule(Behaviors.RoundTrip, rule.Place)?.Readings[^1].Name == "refused"))
            .Select(rule => KeyValuePair.Create(rule.Id, rule.Readings[^1].Name)).ToList();
        var results = await JudgeAllAsync(api, await mock.SiloAsync(profile, records: 20));
        string.Join('\n', results.Where(result => result.Verdict == VerdictKind.Fail)).ShouldBeEmpty();
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task An_empty_silo_and_a_large_one_are_judged_alike(string api)
    {
        await using var mock = await TestMock.StartAsync(clock: _clock);
        var empty = await JudgeAllAsync(api, await mock.SiloAsync(records: 0));
        empty.Where(result => result.Verdict == VerdictKind.Fail).ShouldBeEmpty();
        // What needs reference data that the API cannot make is all that may stay open.
        string.Join('\n', empty.Where(result => result.Verdict == VerdictKind.Inconclusive && !NeedsReferenceData(api, result.Rule.Place))).ShouldBeEmpty();
        // More than the largest page, and than a number with leading zeros has digits for.
        (await JudgeAllAsync(api, await mock.SiloAsync(records: 1_000))).Where(result => result.Verdict != VerdictKind.Pass).ShouldBeEmpty();
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task A_read_only_run_changes_nothing_and_still_passes_some_rules(string api)
    {
        await using var mock = await TestMock.StartAsync(clock: _clock);
        var results = await JudgeAllAsync(api, mock.Demo with { Mode = RunMode.ReadOnly });
        results.Where(result => result.Verdict == VerdictKind.Fail).ShouldBeEmpty();
        results.Count(result => result.Verdict == VerdictKind.Pass).ShouldBeGreaterThan(0);
        var exchanges = results.SelectMany(result => result.Exchanges).ToList();
        exchanges.ShouldAllBe(exchange => exchange.Method == "GET" || exchange.Method == "HEAD");
        // A GET may delete.
        exchanges.ShouldNotContain(exchange => exchange.Operation != null && exchange.Operation.Kind == OperationKind.Delete);
    }

    [TestCase("list-users-order find-user-unknown-record user-soft-delete customer-organization-kept equipment-year-maximum project-name-round-trip")]
    // An identity written as an object, the same in every answer of one operation, has not changed there. What breaks one create
    // breaks eight of them at once.
    [TestCase("find-user-no-as project-custom-no-unique", "find-user-schema", "user-identity", "list-users-agrees", "project-custom-no-unique-parallel")]
    public async Task Breakages_fail_the_rules_that_they_are_about_and_no_other(string breakages, params string[] others)
    {
        var broken = breakages.Split(' ');
        await using var mock = await TestMock.StartAsync(clock: _clock);
        var results = await JudgeAllAsync("planiso", await mock.SiloAsync(broken: broken, records: 20));
        results.Where(result => result.Verdict == VerdictKind.Fail).Select(result => result.Rule.Id).ShouldBe([.. broken, .. others], ignoreOrder: true);
    }

    [TestCase("lightening")]
    [TestCase("planio")]
    public async Task The_suite_passes_under_WireMock_too(string api)
    {
        await using var mock = await TestMock.StartAsync(clock: _clock, wireMock: new WireMockOptions { Url = "http://127.0.0.1:0" });
        (await JudgeAllAsync(api, mock.Demo with { Target = mock.WireMockUrl })).Where(TestMock.IsOpen).ShouldBeEmpty();
    }

    private static bool NeedsReferenceData(string api, Place place)
    {
        var contract = Contracts.Load(api);
        return place.Field?.References is not null
            || contract.Resources.First(resource => resource.Name == (place.Resource?.Name ?? place.Operation?.Resource)) is var resource
            && contract.Operation(OperationKind.Create, resource) is null;
    }

    private Task<List<RuleResult>> JudgeAllAsync(string api, TargetOptions target) =>
        WholeRun.JudgeAsync(Contracts.Load(api), target, _clock);
}
