using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Fourth;

namespace PlanisoContract.Tests.Proof;

/// <summary>
/// The proof that the suite catches what it claims, and nothing else: for every rule of every contract, each way to
/// break it must make the suite fail on that rule, and each tolerated reading must pass and be recognized. One mock
/// holds a silo for each case; one rule is judged in each.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ProofTests
{
    private static readonly List<Contract> All = [.. Contracts.Names.Select(Contracts.Load), FourthApi.Contract, Shop.ShopApi.Contract];

    private readonly SteppingClock _clock = new();
    private TestMock _mock = null!;

    [OneTimeSetUp]
    public async Task StartMock() => _mock = await TestMock.StartAsync([.. All], records: 6, _clock);

    [OneTimeTearDown]
    public async Task StopMock() => await _mock.DisposeAsync();

    private static IEnumerable<TestCaseData> Breakages =>
        from contract in All
        from rule in contract.Rules
        from breakage in rule.Breakages
        select new TestCaseData(contract, rule, breakage.Name).SetName($"broken {contract.Api} {rule.Id} {breakage}");

    private static IEnumerable<TestCaseData> Readings =>
        from contract in All
        from rule in contract.Rules
        from reading in rule.Readings
        select new TestCaseData(contract, rule, reading.Name).SetName($"reading {contract.Api} {rule.Id} {reading}");

    [TestCaseSource(nameof(Breakages))]
    public async Task A_broken_rule_is_noticed(Contract contract, Rule rule, string breakage)
    {
        var result = await JudgeAsync(contract, rule, await _mock.SiloAsync(broken: [$"{rule.Id}={breakage}"], withOther: TestMock.ReachesOtherSilos(rule)));
        result.Verdict.ShouldBe(VerdictKind.Fail, result.ToString());
        result.Reproduce.ShouldNotBeEmpty();
        result.Expected.ShouldNotBeNullOrWhiteSpace();
        result.Actual.ShouldNotBeNullOrWhiteSpace();
    }

    [TestCaseSource(nameof(Readings))]
    public async Task A_tolerated_reading_passes_and_is_recognized(Contract contract, Rule rule, string reading)
    {
        var result = await JudgeAsync(contract, rule, await _mock.SiloAsync(profile: [KeyValuePair.Create(rule.Id, reading)], withOther: TestMock.ReachesOtherSilos(rule)));
        result.Verdict.ShouldBe(VerdictKind.Pass, result.ToString());
        result.Reading.ShouldBe(reading);
    }

    [Test]
    public void Rules_that_cannot_be_broken_apart_are_listed_with_their_reason()
    {
        var lines = from contract in All
                    from rule in contract.Rules
                    where rule.Breakages.IsEmpty
                    select $"{contract.Api} {rule.Id}: {rule.Unbreakable}\n";
        Repository.ShouldMatch(string.Concat(lines), "tests", "Proof", "unbreakable.txt");
    }

    [Test]
    public void Rules_that_are_merely_decided_and_know_one_reading_say_why_no_sensible_server_behaves_otherwise()
    {
        var closed = from contract in All
                     from rule in contract.Rules
                     where rule.IsClosed
                     select (contract.Api, Rule: rule);
        string.Join(", ", closed.Where(one => string.IsNullOrWhiteSpace(one.Rule.Because)).Select(one => $"{one.Api} {one.Rule.Id}")).ShouldBeEmpty();
        Repository.ShouldMatch(string.Concat(closed.Select(one => $"{one.Api} {one.Rule.Id}: {one.Rule.Because}\n")), "tests", "Proof", "one-reading.txt");
    }

    private Task<RuleResult> JudgeAsync(Contract contract, Rule rule, TargetOptions target) =>
        Judge.JudgeAsync(Run.Create(contract, target, _clock.Suite), rule);
}
