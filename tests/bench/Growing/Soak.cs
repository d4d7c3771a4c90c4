using System.Globalization;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Growing;

/// <summary>Many requests that make no records: the mock has to end with the memory that it had.</summary>
internal sealed class Soak(WorkFile file, Options options, string scratch, TextWriter progress)
{
    private const long First = 100_000;

    // Less than this is how far two collections lie apart.
    private const double Most = 1.05;

    public async Task<IReadOnlyList<Line>> MeasureAsync(CancellationToken stop)
    {
        var silos = Path.Combine(scratch, "silos.json");
        await File.WriteAllTextAsync(silos, file.Silos.ToJsonString(), stop);
        using var mock = await PlanisoMock.StartAsync(silos, _ => "", stop);
        var wrk = new Wrk(scratch, file.Numbers);
        var first = await SendAsync(wrk, mock, Math.Min(First, options.Requests), check: true, stop);
        var before = await Collection.MemoryAfterAsync(mock, stop);
        var rest = await SendAsync(wrk, mock, options.Requests - first, check: false, stop);
        var after = await Collection.MemoryAfterAsync(mock, stop);
        return
        [
            new Line(string.Create(CultureInfo.InvariantCulture, $"memory after {first:N0} requests, collected"), $"{before / 1e6:N0} MB"),
            new Line(string.Create(CultureInfo.InvariantCulture, $"memory after {first + rest:N0} requests, collected"), $"{after / 1e6:N0} MB"),
            Line.AtMost("the latter beside the former", (double)after / before, Most),
        ];
    }

    private async Task<long> SendAsync(Wrk wrk, Server mock, long count, bool check, CancellationToken stop)
    {
        var sent = 0L;
        while (sent < count)
        {
            // Answers are looked into until the memory is first taken; who answers nothing ends the run.
            sent += (await wrk.RunAsync(mock, file.Soak, options.Seconds, options.Connections, check, stop)).Right().Requests;
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"soak: {sent:N0} of {count:N0}"));
        }
        return sent;
    }
}
