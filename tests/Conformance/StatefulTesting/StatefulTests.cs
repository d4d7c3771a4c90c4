using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.StatefulTesting;

/// <summary>Random walks: nothing to find on servers that conform, in whatever readings; every sequence breakage found and shrunk.</summary>
public sealed class StatefulTests
{
    private readonly SteppingClock _clock = new();

    private static IEnumerable<TestCaseData> Breakages =>
        from api in StatefulRuns.Apis
        from mode in Sequences.Of(StatefulRuns.Contract(api))
        select new TestCaseData(api, mode).SetName($"walks find {api} {mode}");

    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    public async Task A_server_that_conforms_answers_as_predicted(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        foreach (var results in new[] { [], StatefulRuns.Observed(contract) })
        {
            var result = await StatefulRuns.RunAsync(contract, mock.Demo, _clock.Suite, 15, seed: 3, results);
            StatefulRuns.Tell(result).ShouldBeEmpty();
            result.Walks.ShouldBe(15);
            result.Steps.ShouldBeGreaterThan(150);
            result.Ended.ShouldBe(0);
            result.Stopped.ShouldBeNull();
        }
    }

    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    public async Task A_server_in_other_readings_answers_as_predicted(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var random = new Random(11);
        foreach (var profile in new[] { StatefulRuns.Profile(contract, rule => rule.Readings[^1]), StatefulRuns.Profile(contract, rule => rule.Readings[random.Next(rule.Readings.Length)]) })
        {
            var result = await StatefulRuns.RunAsync(contract, await mock.SiloAsync(profile), _clock.Suite, 10, seed: 5, []);
            StatefulRuns.Tell(result).ShouldBeEmpty();
            result.Ended.ShouldBe(0);
        }
    }

    [TestCaseSource(nameof(Breakages))]
    public async Task A_breakage_that_no_rule_shows_is_found_and_shrunk(string api, Mode mode)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], records: 6, _clock);
        var target = await mock.SiloAsync(broken: [$"{Sequences.Id}={mode}"]);
        var result = await StatefulRuns.RunAsync(contract, target, _clock.Suite, 100, seed: 1, StatefulRuns.Observed(contract), enough: 1);
        result.Mismatches.ShouldNotBeEmpty();
        result.Mismatches.ShouldAllBe(mismatch => mismatch.ShowsAgain && mismatch.Reproduce.Length == mismatch.Exchanges.Length);
        // A record that lives under another one takes the create of that, too.
        result.Mismatches.Min(mismatch => mismatch.Steps.Length).ShouldBeInRange(Sequences.Steps(mode), Sequences.Steps(mode) + 1, StatefulRuns.Tell(result));
    }

    [Test]
    public async Task The_same_seed_makes_the_same_sequences_whatever_else_is_made()
    {
        var contract = StatefulRuns.Contract("planiso");
        await using var mock = await TestMock.StartAsync([contract], records: 6, _clock);
        var run = Run.Create(contract, mock.Demo, _clock.Suite);
        await run.Prepare();
        var capabilities = Capabilities.Of(new Session(run));
        string[] Made(int seed) => [.. SequenceGenerator.Make(capabilities, new Random(seed)).Select(step => step.ToString())];
        Made(7).ShouldBe(Made(7));
        Made(7).ShouldNotBe(Made(8));
        (await StatefulTestRunner.Run(run, [], 4, 9)).Steps.ShouldBe((await StatefulTestRunner.Run(run, [], 4, 9)).Steps);
    }

    [Test]
    public async Task A_rule_that_failed_predicts_nothing()
    {
        var contract = StatefulRuns.Contract("planiso");
        var rule = contract.Rules.First(rule => rule.Behavior == Behaviors.RoundTripOnUpdate && rule.Place.Field!.Type == FieldType.Text);
        await using var mock = await TestMock.StartAsync([contract], records: 6, _clock);
        var target = await mock.SiloAsync(broken: [rule.Id]);
        var passed = StatefulRuns.Observed(contract).ToList();
        var failed = passed.ConvertAll(result => result.Rule == rule ? result with { Verdict = VerdictKind.Fail, Reading = null } : result);
        (await StatefulRuns.RunAsync(contract, target, _clock.Suite, 60, seed: 2, passed, enough: 1)).Mismatches.ShouldNotBeEmpty();
        (await StatefulRuns.RunAsync(contract, target, _clock.Suite, 30, seed: 2, failed)).Mismatches.ShouldBeEmpty();
    }

    [Test]
    public async Task Read_only_mode_makes_no_walks_and_sends_nothing()
    {
        var contract = StatefulRuns.Contract("lightening");
        await using var mock = await TestMock.StartAsync([contract], records: 6, _clock);
        var run = Run.Create(contract, mock.Demo with { Mode = RunMode.ReadOnly }, _clock.Suite);
        var result = await StatefulTestRunner.Run(run, [], 5, 1);
        result.Walks.ShouldBe(0);
        result.Stopped.ShouldNotBeNull().ShouldContain("read-only");
        run.Transport.Requests.ShouldBe(0);
    }

    [Test]
    public async Task A_run_that_is_told_to_stop_walks_no_further()
    {
        var contract = StatefulRuns.Contract("lightening");
        await using var mock = await TestMock.StartAsync([contract], records: 6, _clock);
        var run = Run.Create(contract, mock.Demo, _clock.Suite);
        await run.Prepare();
        run.Stop("That was enough.");
        var result = await StatefulTestRunner.Run(run, [], 5, 1);
        result.Mismatches.ShouldBeEmpty();
        result.Stopped.ShouldBe("That was enough.");
    }

    [Test]
    public async Task An_unknown_sequence_is_answered_with_the_nearest_known_one()
    {
        await using var mock = await TestMock.StartAsync(records: 6, clock: _clock);
        using var client = mock.Client();
        using var content = new StringContent("""{"key": "x", "broken": ["sequence=list-lag"]}""", null, "application/json");
        using var response = await client.PostAsync("/__admin/silos", content);
        response.IsSuccessStatusCode.ShouldBeFalse();
        (await response.Content.ReadAsStringAsync()).ShouldContain("Did you mean list-lags?");
    }
}
