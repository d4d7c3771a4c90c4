using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Quality.Published;
using PlanisoContract.Spec;
using PlanisoContract.Tests;
using PlanisoContract.Tests.Conformance.Observation;

namespace PlanisoContract.Quality.Own;

/// <summary>What an observer notices of the suite's own traffic, told that nobody else writes and which key opens another silo.</summary>
/// <param name="progress">Shows how far it is.</param>
internal sealed class ObservedPart(ProgressLines progress)
{
    private const int AtOnce = 4;

    /// <summary>Breakages that the traffic did not show, and readings in which a server was accused.</summary>
    public async Task<ImmutableArray<Miss>> MeasureAsync(Contract contract, CancellationToken stop)
    {
        Case[] cases = [.. Case.Breakages(contract), .. Case.Readings(contract)];
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync([contract], records: 6, clock);
        var misses = new ConcurrentBag<Miss>();
        var step = progress.Start($"{contract.Title}: observed traffic", cases.Length);
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (one, _) =>
        {
            var target = await one.SiloAsync(mock);
            var knowsOtherKey = TestMock.ReachesOtherSilos(one.Rule) || one.Rule.Behavior == Behaviors.Isolation;
            var failed = SuiteTraffic.Observe(contract, target, await SuiteTraffic.RecordAsync(contract, target, clock, [one.Rule]), onlyClient: true, knowsOtherKey).Failed;
            if (one.Breaks && failed.IsEmpty)
                misses.Add(new Miss(one, Unseen.Kind(one.Rule, one.Mode)));
            else if (!one.Breaks && !failed.IsEmpty)
                misses.Add(new Miss(one, $"{one}: a false alarm. {failed[0]}"));
            step.Advance();
        });
        return [.. misses.OrderBy(miss => miss.Case.Rule.Index)];
    }
}
