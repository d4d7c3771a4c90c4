using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Proof;

/// <summary>What a run that only reads can judge, over the records that are there: rule by rule, in committed lists.</summary>
public sealed class ReadOnlyTests
{
    private readonly SteppingClock _clock = new();

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_rules_that_it_judges_are_listed_with_the_breakages_that_it_catches(string api)
    {
        var contract = Contracts.Load(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var usual = await WholeRun.RunAsync(contract, mock.Demo with { Mode = RunMode.ReadOnly }, _clock);
        usual.Failed.ShouldBeEmpty();
        List<Rule> judged = [.. usual.Results.Where(result => result.Verdict == VerdictKind.Pass).Select(result => result.Rule)];
        var cases = judged.SelectMany(rule => rule.Breakages.Select(breakage => (Rule: rule, Breakage: breakage.Name))).ToList();
        var words = new VerdictKind[cases.Count];
        await Parallel.ForAsync(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (nth, _) =>
            words[nth] = (await JudgeAsync(mock, contract, cases[nth].Rule, broken: [$"{cases[nth].Rule.Id}={cases[nth].Breakage}"])).Verdict);
        var lines = judged.Select(rule => rule.Id + string.Concat(cases.Zip(words).Where(pair => pair.First.Rule == rule)
            .Select(pair => $" {(pair.Second == VerdictKind.Fail ? "+" : "-")}{pair.First.Breakage}")));
        Repository.ShouldMatch(
            $"# {judged.Count} of {contract.Rules.Length} rules are judged by reads alone; of {cases.Count} ways to break them {words.Count(word => word == VerdictKind.Fail)} are caught (+).\n"
            + $"# What the others (-) do only a write can show.\n{string.Join('\n', lines)}\n", "tests", "Proof", $"{api}.read-only.txt");
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task A_tolerated_reading_is_no_violation(string api)
    {
        var contract = Contracts.Load(api);
        await using var mock = await TestMock.StartAsync([contract], records: 8, clock: _clock);
        var cases = contract.Rules.SelectMany(rule => rule.Readings.Skip(1).Select(reading => (Rule: rule, Reading: reading.Name))).ToList();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (reading, _) =>
        {
            var result = await JudgeAsync(mock, contract, reading.Rule, profile: [KeyValuePair.Create(reading.Rule.Id, reading.Reading)]);
            result.Verdict.ShouldNotBe(VerdictKind.Fail, $"{reading.Reading}: {result}");
        });
    }

    [Test]
    public async Task Two_records_with_one_value_break_a_unique_field_whoever_made_them()
    {
        var contract = Contracts.Load("planiso");
        var rule = contract.Rule("user-email-unique")!;
        await using var mock = await TestMock.StartAsync([contract], records: 8, clock: _clock);
        var broken = await mock.SiloAsync(broken: [rule.Id]);
        var onlyReads = broken with { Mode = RunMode.ReadOnly };
        (await WholeRun.RunAsync(contract, onlyReads, _clock, [rule])).Results[0].Verdict.ShouldBe(VerdictKind.Inconclusive);
        // The run that is allowed to write leaves two of them.
        (await WholeRun.RunAsync(contract, broken, _clock, [rule])).Results[0].Verdict.ShouldBe(VerdictKind.Fail);
        (await WholeRun.RunAsync(contract, onlyReads, _clock, [rule])).Results[0].Verdict.ShouldBe(VerdictKind.Fail);
    }

    private async Task<RuleResult> JudgeAsync(
        TestMock mock, Contract contract, Rule rule, IEnumerable<KeyValuePair<string, string>>? profile = null, IEnumerable<string>? broken = null)
    {
        var target = await mock.SiloAsync(profile, broken, records: 8);
        return (await WholeRun.RunAsync(contract, target with { Mode = RunMode.ReadOnly }, _clock, [rule])).Results[0];
    }
}
