using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Shop;

/// <summary>The matrices of <see cref="Proof.ProofTests"/> for the words that only the changed contract has: one mock cannot serve both.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ShopProofTests
{
    private static readonly Contract Contract = ShopApi.WithCursors;

    private readonly SteppingClock _clock = new();
    private TestMock _mock = null!;

    [OneTimeSetUp]
    public async Task StartMock() => _mock = await TestMock.StartAsync([Contract], records: 6, _clock);

    [OneTimeTearDown]
    public async Task StopMock() => await _mock.DisposeAsync();

    // Pages of the list with cursors, and what has to name a version: of two updates at once that name the same one, one is always refused.
    private static IEnumerable<Rule> Rules => Contract.Rules.Where(rule => rule.Behavior != Behaviors.ParallelUpdates && (rule.Place.Operation is { Paging.Cursor: not null }
        || (rule.Place.Operation is { Kind: OperationKind.Update } update && update.Answer(428) is not null)));

    private static IEnumerable<TestCaseData> Breakages =>
        from rule in Rules from breakage in rule.Breakages select new TestCaseData(rule, breakage.Name).SetName($"broken {Contract.Api} {rule.Id} {breakage}");

    private static IEnumerable<TestCaseData> Readings =>
        from rule in Rules from reading in rule.Readings select new TestCaseData(rule, reading.Name).SetName($"reading {Contract.Api} {rule.Id} {reading}");

    [TestCaseSource(nameof(Breakages))]
    public async Task A_broken_rule_is_noticed(Rule rule, string breakage)
    {
        var target = await _mock.SiloAsync(broken: [$"{rule.Id}={breakage}"], withOther: TestMock.ReachesOtherSilos(rule));
        var result = await Judge.JudgeAsync(Run.Create(Contract, target, _clock.Suite), rule);
        result.Verdict.ShouldBe(VerdictKind.Fail, result.ToString());
    }

    [TestCaseSource(nameof(Readings))]
    public async Task A_tolerated_reading_passes_and_is_recognized(Rule rule, string reading)
    {
        var target = await _mock.SiloAsync(profile: [KeyValuePair.Create(rule.Id, reading)], withOther: TestMock.ReachesOtherSilos(rule));
        var result = await Judge.JudgeAsync(Run.Create(Contract, target, _clock.Suite), rule);
        result.Verdict.ShouldBe(VerdictKind.Pass, result.ToString());
        result.Reading.ShouldBe(reading);
    }
}
