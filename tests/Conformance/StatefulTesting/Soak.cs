using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.StatefulTesting;

/// <summary>Walks by the thousand, for whoever changes the model or the mock.</summary>
[Explicit("Takes as long as it is told to: WALKS, SEED and BREAK of the environment.")]
public sealed class Soak
{
    private readonly SteppingClock _clock = new();

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : otherwise;

    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    public async Task Conforming(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        foreach (var results in new[] { [], StatefulRuns.Observed(contract) })
        {
            var started = DateTime.UtcNow;
            var result = await StatefulRuns.RunAsync(contract, mock.Demo, _clock.Suite, Number("WALKS", 100), Number("SEED", 1), results);
            TestContext.Out.WriteLine($"{contract.Api}: {result.Walks} walks, {result.Steps} steps, {(DateTime.UtcNow - started).TotalSeconds:0.0} s, {result.Mismatches.Length} {result.Stopped}");
            TestContext.Out.WriteLine(StatefulRuns.Tell(result));
        }
    }

    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    public async Task Readings(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var (walks, steps, found) = (0, 0, 0);
        foreach (var (rule, reading) in contract.Rules.SelectMany(rule => rule.Readings.Skip(1).Select(reading => (rule, reading.Name))))
        {
            var profile = new Dictionary<string, string> { [rule.Id] = reading };
            foreach (var results in new[] { [], StatefulRuns.Observed(contract, profile) })
            {
                var result = await StatefulRuns.RunAsync(contract, await mock.SiloAsync(profile), _clock.Suite, Number("WALKS", 8), Number("SEED", 1) + rule.Index, results);
                (walks, steps, found) = (walks + result.Walks, steps + result.Steps, found + result.Found);
                if (result.Found > 0)
                    TestContext.Out.WriteLine($"{rule.Id} {reading} {(results.Any() ? "observed" : "unknown")}\n{StatefulRuns.Tell(result)}");
            }
        }
        TestContext.Out.WriteLine($"{contract.Api}: {walks} walks, {steps} steps, {found} false alarms");
    }

    // The rules are judged first: readings that are in force together may show as others.
    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    public async Task Profiles(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var (walks, steps, found) = (0, 0, 0);
        for (var seed = Number("SEED", 1); seed < Number("SEED", 1) + Number("PROFILES", 5); seed++)
        {
            var random = new Random(seed);
            var profile = StatefulRuns.Profile(contract, rule => seed == 0 ? rule.Readings[^1] : rule.Readings[random.Next(rule.Readings.Length)]);
            var target = await mock.SiloAsync(profile, records: 20);
            foreach (var results in new[] { [], await WholeRun.JudgeAsync(contract, target, _clock) })
            {
                var result = await StatefulRuns.RunAsync(contract, target, _clock.Suite, Number("WALKS", 50), seed, results);
                (walks, steps, found) = (walks + result.Walks, steps + result.Steps, found + result.Found);
                if (result.Found > 0)
                    TestContext.Out.WriteLine($"{contract.Api} {seed} {(results.Count > 0 ? "observed" : "unknown")}\n{StatefulRuns.Tell(result)}");
            }
        }
        TestContext.Out.WriteLine($"{contract.Api}: {walks} walks, {steps} steps, {found} false alarms");
    }

    // What a rule has found already, walks need not find again.
    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    public async Task Doubles(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var (all, twice) = (0, 0);
        foreach (var (rule, breakage) in contract.Rules.SelectMany(rule => rule.Breakages.Select(breakage => (rule, breakage.Name))))
        {
            var results = StatefulRuns.Observed(contract).Select(result => result.Rule == rule ? result with { Verdict = VerdictKind.Fail, Reading = null } : result);
            var result = await StatefulRuns.RunAsync(contract, await mock.SiloAsync(broken: [$"{rule.Id}={breakage}"]), _clock.Suite, Number("WALKS", 3), Number("SEED", 1), results, enough: 1);
            (all, twice) = (all + 1, twice + Math.Min(1, result.Found));
            if (result.Found > 0)
                TestContext.Out.WriteLine($"{rule.Id}={breakage}\n{StatefulRuns.Tell(result)}");
        }
        TestContext.Out.WriteLine($"{contract.Api}: {twice} of {all} breakages are found by walks, too");
    }

    [TestCaseSource(typeof(StatefulRuns), nameof(StatefulRuns.Apis))]
    public async Task Broken(string api)
    {
        var contract = StatefulRuns.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        foreach (var mode in Sequences.Of(contract))
        {
            var result = await StatefulRuns.RunAsync(contract, await mock.SiloAsync(broken: [$"{Sequences.Id}={mode}"]), _clock.Suite,
                Number("WALKS", 100), Number("SEED", 1), StatefulRuns.Observed(contract));
            TestContext.Out.WriteLine($"{contract.Api} {mode}: {result.Found} of {result.Walks} walks, {result.Steps} steps, {result.Mismatches.Length} mismatches, "
                + $"{result.Mismatches.Select(mismatch => mismatch.Steps.Length).DefaultIfEmpty().Min()} of {Sequences.Steps(mode)} steps");
            if (Environment.GetEnvironmentVariable("TELL") is not null)
                TestContext.Out.WriteLine(StatefulRuns.Tell(result));
        }
    }
}
