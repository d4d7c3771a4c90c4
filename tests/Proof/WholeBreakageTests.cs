using PlanisoContract.Conformance.Judging;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Proof;

/// <summary>
/// Breakages that checks which run at the same time could hide, each noticed in a whole run. The quality program (--whole) goes
/// through one of every kind.
/// </summary>
[Parallelizable(ParallelScope.None)]
public sealed class WholeBreakageTests
{
    private readonly SteppingClock _clock = new();

    [TestCase("planiso", "list-users-complete=newest-missing")]
    [TestCase("planiso", "list-customers-complete=oldest-missing")]
    [TestCase("planiso", "update-organization-own-silo=crosses")]
    [TestCase("planiso", "delete-user-own-silo=crosses")]
    [TestCase("planiso", "customer-organization-whole-or-nothing=conflict-leaves")]
    [TestCase("planio", "list-companies-complete=newest-missing")]
    [TestCase("planio", "list-companies-pages-complete=overlap")]
    [TestCase("lightening", "list-contacts-complete=oldest-missing")]
    [TestCase("lightening", "list-contacts-total=off-by-one")]
    public async Task A_whole_run_notices_it(string api, string broken)
    {
        var contract = Contracts.Load(api);
        var rule = contract.Rule(broken.Split('=')[0])!;
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var target = await mock.SiloAsync(broken: [broken], records: 20, withOther: TestMock.ReachesOtherSilos(rule));
        var results = await WholeRun.JudgeAsync(contract, target, _clock);
        results.First(result => result.Rule == rule).Word.ShouldBe(Word.Fail);
    }
}
