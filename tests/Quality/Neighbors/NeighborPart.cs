using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using PlanisoContract.Quality.Published;
using PlanisoContract.Spec;
using PlanisoContract.Tests;

namespace PlanisoContract.Quality.Neighbors;

/// <summary>A neighbor measured with one contract: first on a server that conforms, then in each of the cases.</summary>
/// <param name="neighbor">The neighbor.</param>
/// <param name="contract">The contract.</param>
/// <param name="sample">How many breakages, and how many readings; 0 for all.</param>
/// <param name="path">The variable PATH, where its programs are looked for.</param>
/// <param name="progress">Shows how far it is.</param>
internal sealed class NeighborPart(Neighbor neighbor, Contract contract, int sample, string? path, ProgressLines progress)
{
    // The documents' examples name records by numbers of up to ten.
    private const int Records = 20;

    // Tests depend on one another: without those that fail, another one may fail, which is then taken out, too.
    private const int Rounds = 4;

    private string By => $"{neighbor.Title} {Packages.VersionOf(neighbor)}";

    private string About => $"{contract.Title}: {neighbor.Title}";

    /// <param name="scratch">A directory for the prepared document and for what the neighbor writes.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task<Row> MeasureAsync(string scratch, CancellationToken stop)
    {
        if (Packages.Missing(neighbor, path) is { } missing)
            return Row.Missing(contract, By, $"there is no {missing} on this machine.");
        try
        {
            var directory = Directory.CreateDirectory(Path.Combine(scratch, $"{contract.Api}-{neighbor.Name}")).FullName;
            var document = Path.Combine(directory, $"{contract.Api}.json");
            await File.WriteAllTextAsync(document, neighbor.Prepare(contract.Json).ToJsonString(), stop);
            using var harness = await Harness.StartAsync(neighbor.Command(Packages.Directory, document), contract, directory, stop);
            await using var mock = await TestMock.StartAsync([contract], Records);
            return await MeasureAsync(harness, mock, stop);
        }
        catch (MeasureException wrong)
        {
            return Row.Missing(contract, By, wrong.Message);
        }
    }

    private async Task<Row> MeasureAsync(Harness harness, TestMock mock, CancellationToken stop)
    {
        var first = await harness.RunAsync(await mock.SiloAsync(records: Records), only: null, stop);
        var passing = await SettleAsync(harness, mock, first, stop);
        var elapsed = Stopwatch.StartNew();
        var whole = await harness.RunAsync(await mock.SiloAsync(records: Records), only: null, stop);
        elapsed.Stop();
        if (whole.Length == 0 || passing.IsEmpty)
            throw new MeasureException("none of its tests passes on a server that conforms.");
        var breakages = Sample.Of(Case.Breakages(contract), sample);
        var readings = Sample.Of(Case.Readings(contract), sample);
        var step = progress.Start($"{About}: breakages and readings", breakages.Count + readings.Count);
        var caught = await CountAsync(breakages);
        var alarms = await CountAsync(readings);
        return new Row
        {
            Api = contract.Title,
            By = By,
            Tests = new Share(passing.Length, harness.Tests),
            Caught = new Share(caught, breakages.Count),
            Quiet = new Share(readings.Count - alarms, readings.Count),
            Requests = whole.Length,
            Elapsed = elapsed.Elapsed,
        };

        async Task<int> CountAsync(List<Case> cases)
        {
            var noticed = 0;
            foreach (var one in cases)
            {
                if (await NoticesAsync(harness, mock, one, passing, stop))
                    noticed++;
                step.Advance();
            }
            return noticed;
        }
    }

    /// <summary>The tests that pass on a server that conforms, run after one another without the others.</summary>
    private async Task<ImmutableArray<int>> SettleAsync(Harness harness, TestMock mock, ImmutableArray<Outcome> first, CancellationToken stop)
    {
        var passing = Passed(first);
        foreach (var failed in first.Where(outcome => !outcome.Passed))
            progress.Say($"{About}: fails on a server that conforms: {failed.Name}: {failed.Reason}");
        for (var round = 0; round < Rounds; round++)
            passing = Passed(await harness.RunAsync(await mock.SiloAsync(records: Records), passing, stop));
        return passing;
    }

    // Values are drawn at random, so a test can fail by chance: what counts fails in two silos that are alike.
    private async Task<bool> NoticesAsync(Harness harness, TestMock mock, Case one, ImmutableArray<int> passing, CancellationToken stop)
    {
        var failed = Failed(await harness.RunAsync(await one.SiloAsync(mock, Records), passing, stop));
        if (failed.IsEmpty)
            return false;
        var again = Failed(await harness.RunAsync(await one.SiloAsync(mock, Records), passing, stop));
        if (!failed.Intersect(again).Any())
            return false;
        progress.Say($"{About}: notices {one}");
        return true;
    }

    private static ImmutableArray<int> Passed(ImmutableArray<Outcome> outcomes) =>
        [.. outcomes.Where(outcome => outcome.Passed).Select(outcome => outcome.Index)];

    private static ImmutableArray<int> Failed(ImmutableArray<Outcome> outcomes) =>
        [.. outcomes.Where(outcome => !outcome.Passed).Select(outcome => outcome.Index)];
}
