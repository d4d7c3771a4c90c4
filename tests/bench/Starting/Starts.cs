using System.Diagnostics;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Starting;

/// <summary>From the command to the first answer, beside a program that is nothing but Kestrel.</summary>
internal sealed class Starts(WorkFile file, Options options, string scratch, TextWriter progress)
{
    private const double Most = 1.75;

    // A start takes less than a turn of load.
    private const int Factor = 3;

    public async Task<IReadOnlyList<Line>> MeasureAsync(CancellationToken stop)
    {
        await progress.WriteLineAsync("start: in turns");
        var stage = await new Contest(file, options, scratch, progress).PrepareAsync(file.Works[0], stop);
        using var client = new HttpClient();
        var (bare, mock) = (new List<double>(), new List<double>());
        for (var round = 0; round < (Factor * options.Rounds) + 1; round++)
        {
            var one = await TimeAsync(() => new BareKestrel().StartAsync(stage, stop), client, stop);
            var other = await TimeAsync(() => PlanisoMock.ShippedAsync(stop), client, stop);
            // The first one reads files that no memory holds yet.
            if (round == 0)
                continue;
            bare.Add(one);
            mock.Add(other);
        }
        return
        [
            new Line("bare Kestrel: first answer after", $"{Line.Text(bare.Median())} ms ({bare.Spread():P0} apart)"),
            new Line("the mock: first answer after", $"{Line.Text(mock.Median())} ms ({mock.Spread():P0} apart)"),
            Line.AtMost("the latter beside the former", mock.Ratio(bare), Most),
        ];
    }

    private async Task<double> TimeAsync(Func<Task<Server>> start, HttpClient client, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        using var server = await start();
        await Answer.TakeAsync(client, server.Url, file.In("demo", "one").Shares[0].Request, stop);
        return clock.Elapsed.TotalMilliseconds;
    }
}
