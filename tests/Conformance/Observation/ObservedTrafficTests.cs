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
        var (contract, target) = (Contracts.Load(api), await _mock.SiloAsync(records: 20));
        var traffic = await SuiteTraffic.RecordAsync(contract, target, _clock);
        foreach (var onlyClient in new[] { true, false })
        {
            var result = SuiteTraffic.Observe(contract, target, traffic, onlyClient);
            result.Violations().ShouldBeEmpty();
            result.ExitCode.ShouldBe(RunResult.Conforms);
            result.Count(VerdictKind.Pass).ShouldBeGreaterThan(50);
        }
        // A client that is interrupted does not learn what came of its request.
        SuiteTraffic.Observe(contract, target, [.. traffic.Select((exchange, at) => at % 7 == 0 ? exchange with { Status = 0, Body = null } : exchange)], onlyClient: true)
            .Violations().ShouldBeEmpty();
        // Of what others do nothing is seen.
        SuiteTraffic.Observe(contract, target, [.. traffic.Where((_, at) => at % 3 != 0)]).Violations().ShouldBeEmpty();
    }

    [Test]
    public async Task Traffic_of_two_clients_at_once_accuses_nobody()
    {
        var (contract, target) = (Contracts.Load("planio"), await _mock.SiloAsync());
        Rule[] rules = [.. contract.Rules.Where(rule => rule.Place.Resource?.Name == contract.Resources.First(resource => resource.Parent is null).Name)];
        var both = await Task.WhenAll(SuiteTraffic.RecordAsync(contract, target, _clock, rules), SuiteTraffic.RecordAsync(contract, target, _clock, rules));
        SuiteTraffic.Observe(contract, target, [.. both.SelectMany(traffic => traffic)], onlyClient: true).Violations().ShouldBeEmpty();
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task Traffic_of_a_server_in_other_readings_accuses_nobody(string api)
    {
        var contract = Contracts.Load(api);
        var profile = contract.Rules.Where(rule => rule.Readings.Length > 1 && rule.Behavior != Behaviors.JsonBody
                && !(rule.Behavior == Behaviors.Optional && contract.Rule(Behaviors.RoundTrip, rule.Place)?.Readings[^1].Name == "refused"))
            .Select(rule => KeyValuePair.Create(rule.Id, rule.Readings[^1].Name)).ToList();
        var target = await _mock.SiloAsync(profile, records: 20);
        SuiteTraffic.Observe(contract, target, await SuiteTraffic.RecordAsync(contract, target, _clock), onlyClient: true).Violations().ShouldBeEmpty();
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
        var result = await ObserveBrokenAsync(contract, rule, breakage, onlyClient: false);
        result.Failed.Select(failed => failed.Rule.Id).ShouldContain(id);
        result.ExitCode.ShouldBe(RunResult.Violates);
    }

    // What only those can tell who remember, and know that nobody else writes.
    [TestCase("planiso", "user-username-unique", "accepted")]
    [TestCase("planiso", "user-username-unique-on-update", "accepted")]
    [TestCase("planiso", "user-username-round-trip-on-update", "altered")]
    [TestCase("planiso", "update-user-partial", "unsent-cleared")]
    [TestCase("planiso", "list-users-complete", "newest-missing")]
    [TestCase("planio", "contact-hard-delete", "kept")]
    [TestCase("lightening", "update-contact-partial", "unsent-cleared")]
    public async Task A_breakage_that_memory_shows_is_noticed(string api, string id, string breakage)
    {
        var contract = Contracts.Load(api);
        var rule = contract.Rule(id) ?? throw new ArgumentException($"There is no rule {id}.");
        var result = await ObserveBrokenAsync(contract, rule, breakage, onlyClient: true);
        result.Failed.Select(failed => failed.Rule.Id).ShouldContain(id);
    }

    // What nobody can have done meanwhile, whoever else writes.
    [TestCase("user-soft-delete", "removed")]
    [TestCase("user-number-distinct", "repeated")]
    public async Task A_breakage_that_no_other_client_explains_is_noticed(string id, string breakage)
    {
        var contract = Contracts.Load("planiso");
        var result = await ObserveBrokenAsync(contract, contract.Rule(id)!, breakage, onlyClient: false);
        result.Failed.Select(failed => failed.Rule.Id).ShouldContain(id);
    }

    private async Task<RunResult> ObserveBrokenAsync(Contract contract, Rule rule, string breakage, bool onlyClient)
    {
        var target = await _mock.SiloAsync(broken: [$"{rule.Id}={breakage}"]);
        return SuiteTraffic.Observe(contract, target, await SuiteTraffic.RecordAsync(contract, target, _clock, [rule]), onlyClient);
    }
}
