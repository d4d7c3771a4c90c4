using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Mock.CommandLine;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Fourth;

namespace PlanisoContract.Tests.Proof;

/// <summary>
/// A server's readings go in a circle: a run observes them and writes them as a profile, a mock that reads that profile
/// behaves as the server does, and a run on it observes the same profile. Every reading of every contract goes round once.
/// </summary>
/// <remarks>
/// Many readings share a silo, as those of a server do. The last few, which only exclude others or come fourth, go round
/// in a silo of their own: that is quicker.
/// </remarks>
public sealed class CircleTests
{
    // Of all readings, this part is seen in whole runs.
    private const double Shared = 0.8;

    private static readonly List<Contract> All = [.. Contracts.Names.Select(Contracts.Load), FourthApi.Contract];

    private readonly SteppingClock _clock = new();
    private string _files = null!;

    [OneTimeSetUp]
    public void MakeDirectory() => _files = Directory.CreateTempSubdirectory("circle").FullName;

    [OneTimeTearDown]
    public void DeleteDirectory() => Directory.Delete(_files, recursive: true);

    private static IEnumerable<TestCaseData> Cases => All.Select(contract => new TestCaseData(contract).SetName($"circle of {contract.Api}"));

    [TestCaseSource(nameof(Cases))]
    public async Task Every_reading_that_a_run_observes_is_observed_on_a_mock_in_that_profile(Contract contract)
    {
        await using var mock = await TestMock.StartAsync([contract], records: 6, _clock);
        List<Rule> open = [.. contract.Rules.Where(rule => rule.Readings.Length > 1)];
        var everything = open.SelectMany(rule => rule.Readings.Select(reading => (rule.Id, reading.Name))).ToHashSet();
        var covered = new HashSet<(string, string)>();
        while (covered.Count < everything.Count * Shared)
        {
            var before = covered.Count;
            covered.UnionWith(await GoRoundAsync(mock, contract, contract.Rules, Combinations.Next(contract, open, covered)));
            covered.Count.ShouldBeGreaterThan(before);
        }
        foreach (var (id, reading) in everything.Except(covered).ToList())
        {
            var seen = await GoRoundAsync(mock, contract, [contract.Rule(id)!], new() { [id] = reading });
            seen.ShouldBe([(id, reading)]);
            covered.UnionWith(seen);
        }
        covered.ShouldBe(everything, ignoreOrder: true);
    }

    // What was observed. A second run, which is about readings alone, is needed where the first one was on a mock in another profile.
    private async Task<IEnumerable<(string Rule, string Reading)>> GoRoundAsync(
        TestMock mock, Contract contract, IReadOnlyList<Rule> rules, Dictionary<string, string> profile)
    {
        var observed = await ObserveAsync(mock, contract, rules, profile);
        if (Lines(contract, observed) != Lines(contract, profile))
            Lines(contract, await ObserveAsync(mock, contract, [.. rules.Where(rule => rule.Readings.Length > 1)], observed)).ShouldBe(Lines(contract, observed));
        return observed.Select(pair => (pair.Key, pair.Value));
    }

    // Through the file that the program writes and the mock reads.
    private async Task<IReadOnlyDictionary<string, string>> ObserveAsync(
        TestMock mock, Contract contract, IReadOnlyList<Rule> rules, IEnumerable<KeyValuePair<string, string>> profile)
    {
        var result = await WholeRun.RunAsync(contract, await mock.SiloAsync(profile, withOther: true), _clock, rules);
        string.Join('\n', result.Failed).ShouldBeEmpty();
        var file = Path.Combine(_files, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, ProfileFile.Of(result));
        return OptionFiles.Profile(file);
    }

    private static string Lines(Contract contract, IReadOnlyDictionary<string, string> profile) =>
        string.Join('\n', profile.Where(pair => !IsByChance(contract.Rule(pair.Key)!, contract, profile)).Select(pair => $"{pair.Key}: {pair.Value}"));

    // Where one record alone may be without a value, whichever check makes it first sees how that is shown, and others may not.
    private static bool IsByChance(Rule rule, Contract contract, IReadOnlyDictionary<string, string> profile) => rule.Behavior.MayVary
        || (rule.Behavior == Behaviors.Unset && contract.Rule(Behaviors.UniqueUnset, rule.Place) is { } unique && profile.GetValueOrDefault(unique.Id) == "conflict");
}
