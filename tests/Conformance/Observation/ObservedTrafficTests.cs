using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary>Traffic of a server that conforms accuses nobody, whatever reading it is in; that of one that does not is noticed.</summary>
public sealed class ObservedTrafficTests
{
    private readonly SteppingClock _clock = new();
    private TestMock _mock = null!;

    [OneTimeSetUp]
    public async Task StartMock() => _mock = await TestMock.StartAsync(records: 6, clock: _clock);

    [OneTimeTearDown]
    public async Task StopMock() => await _mock.DisposeAsync();

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task Traffic_of_a_conforming_server_accuses_nobody(string api)
    {
        var result = await SuiteTraffic.ObserveAsync(Contracts.Load(api), await _mock.SiloAsync(records: 20), _clock);
        result.Violations().ShouldBeEmpty();
        result.ExitCode.ShouldBe(RunResult.Conforms);
        result.Count(VerdictKind.Pass).ShouldBeGreaterThan(50);
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task Traffic_of_a_server_in_other_readings_accuses_nobody(string api)
    {
        var contract = Contracts.Load(api);
        var profile = contract.Rules.Where(rule => rule.Readings.Length > 1 && rule.Behavior != Behaviors.JsonBody
                && !(rule.Behavior == Behaviors.Optional && contract.Rule(Behaviors.RoundTrip, rule.Place)?.Readings[^1].Name == "refused"))
            .Select(rule => KeyValuePair.Create(rule.Id, rule.Readings[^1].Name)).ToList();
        (await SuiteTraffic.ObserveAsync(contract, await _mock.SiloAsync(profile, records: 20), _clock)).Violations().ShouldBeEmpty();
    }

    // What an exchange alone refutes, a few for each API; the quality program has all of them.
    [TestCase("lightening", "contact-email-max-length", "open")]
    [TestCase("planiso", "user-fullname-required", "accepted")]
    [TestCase("planiso", "find-user-schema", "wrong-type")]
    [TestCase("planiso", "list-users-complete", "listed-twice")]
    [TestCase("planiso", "error-envelope", "bare")]
    [TestCase("planio", "list-companies-page-limit", "ignored")]
    [TestCase("planio", "error-list", "object")]
    [TestCase("lightening", "result-flag", "missing")]
    public async Task A_breakage_that_one_exchange_shows_is_noticed(string api, string id, string breakage)
    {
        var contract = Contracts.Load(api);
        var rule = contract.Rule(id) ?? throw new ArgumentException($"There is no rule {id}.");
        var result = await SuiteTraffic.ObserveAsync(contract, await _mock.SiloAsync(broken: [$"{id}={breakage}"]), _clock, [rule]);
        result.Failed.Select(failed => failed.Rule.Id).ShouldContain(id);
        result.ExitCode.ShouldBe(RunResult.Violates);
    }
}
