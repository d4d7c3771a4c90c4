using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Judging;
using PlanisoContract.Conformance.Walks;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Fourth;

namespace PlanisoContract.Tests.Walks;

/// <summary>What tests of walks share.</summary>
internal static class Walking
{
    public static readonly List<string> Apis = [.. Contracts.Names, FourthApi.Contract.Api];

    public static Contract Contract(string api) => Contracts.Names.Contains(api) ? Contracts.Load(api) : FourthApi.Contract;

    /// <summary>What a run observes on a server in a profile that conforms.</summary>
    public static IEnumerable<RuleResult> Observed(Contract contract, IReadOnlyDictionary<string, string>? profile = null) =>
        contract.Rules.Select(rule => new RuleResult
        {
            Rule = rule,
            Word = Word.Pass,
            Reading = profile?.GetValueOrDefault(rule.Id) ?? rule.Default.Name,
            Message = "",
            DeclaredAt = "",
        });

    public static Task<WalkResult> WalkAsync(Contract contract, TargetOptions target, TimeProvider clock, int walks, int seed, IEnumerable<RuleResult> results) =>
        Walker.Walk(Run.Create(contract, target, clock), results, walks, seed, new Ended());

    private sealed class Ended : IProgress<Walk>
    {
        public void Report(Walk walk)
        {
            if (walk.Stopped is not null)
                TestContext.Out.WriteLine($"ended: {walk.Taken.LastOrDefault()}: {walk.Stopped}");
        }
    }

    public static string Tell(WalkResult result) => string.Join('\n', result.Mismatches.Select(mismatch =>
        $"walk {mismatch.Walk}{(mismatch.ShowsAgain ? "" : " (once only)")}\n  {string.Join("\n  ", mismatch.Steps)}\n  expected {mismatch.Expected}\n  actual {mismatch.Actual}"));
}

[Explicit("Takes as long as it is told to: WALKS, SEED and BREAK of the environment.")]
public sealed class Soak
{
    private readonly SteppingClock _clock = new();

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : otherwise;

    [TestCaseSource(typeof(Walking), nameof(Walking.Apis))]
    public async Task Conforming(string api)
    {
        var contract = Walking.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        foreach (var results in new[] { [], Walking.Observed(contract) })
        {
            var started = DateTime.UtcNow;
            var result = await Walking.WalkAsync(contract, mock.Demo, _clock.Suite, Number("WALKS", 100), Number("SEED", 1), results);
            TestContext.Out.WriteLine($"{contract.Api}: {result.Walks} walks, {result.Steps} steps, {(DateTime.UtcNow - started).TotalSeconds:0.0} s, {result.Mismatches.Length} {result.Stopped}");
            TestContext.Out.WriteLine(Walking.Tell(result));
        }
    }

    [TestCaseSource(typeof(Walking), nameof(Walking.Apis))]
    public async Task Readings(string api)
    {
        var contract = Walking.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var (walks, steps, found) = (0, 0, 0);
        foreach (var (rule, reading) in contract.Rules.SelectMany(rule => rule.Readings.Skip(1).Select(reading => (rule, reading.Name))))
        {
            var profile = new Dictionary<string, string> { [rule.Id] = reading };
            foreach (var results in new[] { [], Walking.Observed(contract, profile) })
            {
                var result = await Walking.WalkAsync(contract, await mock.SiloAsync(profile), _clock.Suite, Number("WALKS", 8), Number("SEED", 1) + rule.Index, results);
                (walks, steps, found) = (walks + result.Walks, steps + result.Steps, found + result.Found);
                if (result.Found > 0)
                    TestContext.Out.WriteLine($"{rule.Id} {reading} {(results.Any() ? "observed" : "unknown")}\n{Walking.Tell(result)}");
            }
        }
        TestContext.Out.WriteLine($"{contract.Api}: {walks} walks, {steps} steps, {found} false alarms");
    }

    [TestCaseSource(typeof(Walking), nameof(Walking.Apis))]
    public async Task Broken(string api)
    {
        var contract = Walking.Contract(api);
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        foreach (var mode in Sequences.Of(contract))
        {
            var result = await Walking.WalkAsync(contract, await mock.SiloAsync(broken: [$"{Sequences.Id}={mode}"]), _clock.Suite,
                Number("WALKS", 100), Number("SEED", 1), Walking.Observed(contract));
            TestContext.Out.WriteLine($"{contract.Api} {mode}: {result.Found} of {result.Walks} walks, {result.Steps} steps, {result.Mismatches.Length} mismatches, "
                + $"{result.Mismatches.Select(mismatch => mismatch.Steps.Length).DefaultIfEmpty().Min()} of {Sequences.Steps(mode)} steps");
            if (Environment.GetEnvironmentVariable("TELL") is not null)
                TestContext.Out.WriteLine(Walking.Tell(result));
        }
    }
}
