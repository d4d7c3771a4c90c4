using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Proof;

/// <summary>
/// Breakages that checks which run at the same time could hide, each noticed in a whole run. The quality program (--whole) goes
/// through one of every kind.
/// </summary>
public sealed class WholeBreakageTests
{
    private readonly SteppingClock _clock = new();

    [TestCase("planiso", "list-users-complete=newest-missing", "list-customers-complete=oldest-missing", "update-organization-own-silo=crosses",
        "delete-user-own-silo=crosses", "customer-organization-whole-or-nothing=conflict-leaves")]
    [TestCase("planio", "list-companies-complete=newest-missing", "list-companies-pages-complete=overlap")]
    [TestCase("lightening", "list-contacts-complete=oldest-missing", "list-contacts-total=off-by-one")]
    public async Task A_whole_run_notices_each(string api, params string[] broken)
    {
        var contract = Contracts.Load(api);
        Rule[] rules = [.. broken.Select(one => contract.Rule(one.Split('=')[0])!)];
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var target = await mock.SiloAsync(broken: broken, records: 20, withOther: rules.Any(TestMock.ReachesOtherSilos));
        var results = await WholeRun.JudgeAsync(contract, target, _clock);
        rules.Except(results.Where(result => result.Verdict == VerdictKind.Fail).Select(result => result.Rule)).ShouldBeEmpty();
    }
}
