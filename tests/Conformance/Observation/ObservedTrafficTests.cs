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
        var (contract, target) = (Contracts.Load(api), await _mock.SiloAsync(records: 8));
        var traffic = await SuiteTraffic.RecordAsync(contract, target, _clock);
        var result = SuiteTraffic.Observe(contract, target, traffic, onlyClient: true, knowsOtherKey: true);
        result.Violations().ShouldBeEmpty();
        result.ExitCode.ShouldBe(RunResult.Conforms);
        result.Count(VerdictKind.Pass).ShouldBeGreaterThan(50);
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
        var target = await _mock.SiloAsync(profile, records: 8);
        // Some of the rules; the quality program has each reading by itself.
        var rules = contract.Rules.Where((_, at) => at % 3 == 0);
        SuiteTraffic.Observe(contract, target, await SuiteTraffic.RecordAsync(contract, target, _clock, rules), onlyClient: true).Violations().ShouldBeEmpty();
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
    [TestCase("planio", "list-companies-xml-marks", "unmarked")]
    [TestCase("planio", "find-company-unknown-record", "bad-request")]
    [TestCase("planio", "list-companies-page-limit-wrong", "refused")]
    [TestCase("lightening", "list-contacts-filter", "ignored")]
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
    [TestCase("lightening", "list-contacts-complete", "newest-missing")]
    [TestCase("planio", "list-companies-complete", "newest-missing")]
    [TestCase("planio", "list-companies-complete", "listed-twice")]
    [TestCase("planio", "list-companies-page-offset", "one-less")]
    [TestCase("planio", "find-company-xml", "text-altered")]
    [TestCase("planio", "company-address1-clear", "text")]
    [TestCase("planiso", "list-users-order", "by-text")]
    [TestCase("planiso", "user-custom-no-clear", "refused")]
    [TestCase("planiso", "user-fullname-round-trip", "mojibake")]
    [TestCase("planiso", "user-custom-no-unique-own-value", "conflict")]
    [TestCase("planiso", "update-user-empty", "record-cleared")]
    [TestCase("planiso", "user-last-update-set-on-update", "unmoved")]
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

    // Two keys may open one silo, so that it must be said that they open two.
    [TestCase("planio", "company-isolated", "shared")]
    [TestCase("planiso", "update-user-own-silo", "crosses")]
    public async Task A_record_of_another_silo_is_a_leak_where_the_key_is_known_to_open_another(string api, string id, string breakage)
    {
        var (contract, rule) = (Contracts.Load(api), Contracts.Load(api).Rule(id)!);
        var target = await _mock.SiloAsync(broken: [$"{id}={breakage}"], withOther: TestMock.ReachesOtherSilos(rule));
        var traffic = await SuiteTraffic.RecordAsync(contract, target, _clock, [rule]);
        SuiteTraffic.Observe(contract, target, traffic, onlyClient: true, knowsOtherKey: true).Failed.Select(failed => failed.Rule.Id).ShouldContain(id);
        SuiteTraffic.Observe(contract, target, traffic, onlyClient: true).Violations().ShouldBeEmpty();
    }

    private async Task<RunResult> ObserveBrokenAsync(Contract contract, Rule rule, string breakage, bool onlyClient)
    {
        var target = await _mock.SiloAsync(broken: [$"{rule.Id}={breakage}"]);
        return SuiteTraffic.Observe(contract, target, await SuiteTraffic.RecordAsync(contract, target, _clock, [rule]), onlyClient);
    }
}
