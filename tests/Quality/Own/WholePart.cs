using System.Collections.Immutable;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Quality.Published;
using PlanisoContract.Spec;
using PlanisoContract.Tests;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Quality.Own;

/// <summary>Whole runs, one for each kind of breakage: whether another check, running beside, hides it.</summary>
/// <param name="progress">Shows how far it is.</param>
internal sealed class WholePart(ProgressLines progress)
{
    private const int Records = 20;

    /// <summary>The breakages that a whole run did not notice by the rule that they break.</summary>
    public async Task<ImmutableArray<Miss>> MeasureAsync(Contract contract, CancellationToken stop)
    {
        Case[] cases = [.. Case.Kinds(contract)];
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync([contract], Records, clock);
        var step = progress.Start($"{contract.Title}: a whole run for each kind of breakage", cases.Length);
        var misses = ImmutableArray.CreateBuilder<Miss>();
        foreach (var one in cases)
        {
            stop.ThrowIfCancellationRequested();
            var result = await WholeRun.RunAsync(contract, await one.SiloAsync(mock, Records), clock);
            if (result.Results.First(judged => judged.Rule == one.Rule) is { Verdict: not VerdictKind.Fail } hidden)
                misses.Add(new Miss(one, $"{one}: not noticed in a whole run ({hidden.Verdict}). {hidden.Message}"));
            step.Advance();
        }
        return misses.DrainToImmutable();
    }
}
