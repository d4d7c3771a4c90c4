using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Quality.Published;
using PlanisoContract.Spec;
using PlanisoContract.Tests;

namespace PlanisoContract.Quality.Own;

/// <summary>The suite measured: each breakage and each reading in a silo of its own, and a whole run on a mock that conforms.</summary>
/// <param name="progress">Shows how far it is.</param>
/// <param name="judge">Judges a case; the suite unless told otherwise.</param>
internal sealed class OwnPart(ProgressLines progress, Func<Case, TestMock, SteppingClock, Task<RuleResult>>? judge = null)
{
    // Odd, so that there is a median.
    private const int Runs = 3;

    // What a mock has without --records.
    private const int Records = 50;

    // A case waits for answers more than it computes.
    private const int AtOnce = 8;

    private readonly Func<Case, TestMock, SteppingClock, Task<RuleResult>> _judge = judge ?? OwnJudgment.JudgeAsync;

    public async Task<Row> MeasureAsync(Contract contract, CancellationToken stop)
    {
        // First, while the process is small: what a user's run would take.
        var (requests, elapsed) = await RunWholeAsync(contract, stop);
        var misses = await JudgeAsync([.. Case.Breakages(contract), .. Case.Readings(contract)], stop);
        return Row.OfSuite(contract, misses, requests, elapsed);
    }

    /// <summary>Judges the cases; those that were judged wrongly, with the reason.</summary>
    public async Task<ImmutableArray<Miss>> JudgeAsync(IReadOnlyList<Case> cases, CancellationToken stop)
    {
        if (cases.Count == 0)
            return [];
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync([cases[0].Contract], records: 6, clock);
        var misses = new ConcurrentBag<Miss>();
        var step = progress.Start($"{cases[0].Contract.Title}: breakages and readings", cases.Count);
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (one, _) =>
        {
            if (OwnJudgment.Miss(one, await _judge(one, mock, clock)) is { } reason)
                misses.Add(new Miss(one, reason));
            step.Advance();
        });
        return [.. misses.OrderBy(miss => miss.Case.Rule.Index).ThenBy(miss => miss.Reason, StringComparer.Ordinal)];
    }

    private async Task<(int Requests, TimeSpan Elapsed)> RunWholeAsync(Contract contract, CancellationToken stop)
    {
        var step = progress.Start($"{contract.Title}: whole runs", Runs);
        var results = new List<RunResult>();
        for (var run = 0; run < Runs; run++)
        {
            stop.ThrowIfCancellationRequested();
            await using var mock = await TestMock.StartAsync([contract], Records);
            var result = await new NUnitRun(Run.Create(contract, mock.Demo, TimeProvider.System), contract.Rules).Judge();
            if (result.ExitCode != RunResult.Conforms)
                throw new MeasureException($"A whole run on a mock that conforms came to exit code {result.ExitCode}: {result.Headline}");
            results.Add(result);
            step.Advance();
        }
        return (Median(results.Select(result => result.Requests)), Median(results.Select(result => result.Elapsed)));
    }

    private static T Median<T>(IEnumerable<T> values) => values.Order().ElementAt(Runs / 2);
}
