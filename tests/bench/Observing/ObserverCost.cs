using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Observing;

/// <summary>What the observer adds to an answer beside YARP alone, and the memory that it has after a long day.</summary>
internal sealed class ObserverCost(WorkFile file, Options options, string scratch, TextWriter progress)
{
    private const double MostMilliseconds = 1;

    // One request after the other: what is added to each, not what many at once wait for.
    private const int Connections = 1;

    private const long First = 100_000;

    public async Task<IReadOnlyList<Line>> MeasureAsync(CancellationToken stop)
    {
        var silos = Path.Combine(scratch, "silos.json");
        await File.WriteAllTextAsync(silos, file.Silos.ToJsonString(), stop);
        using var mock = await PlanisoMock.StartAsync(silos, _ => "", stop);
        using var forward = await Server.DotnetAsync([Places.Bare, "--forward", mock.Url], _ => "", stop);
        using var observer = await Server.DotnetAsync([Places.Conformance, "observe", "--target", mock.Url, "--api", file.Api, "--urls", "http://127.0.0.1:0", "--only-client"], _ => "", stop);
        var wrk = new Wrk(scratch, file.Numbers);
        var lines = new List<Line>();
        foreach (var work in file.Works.Where(work => work.Name is "one" or "update" or "list-25"))
            lines.AddRange(await LatencyAsync(wrk, work, [mock, forward, observer], stop));
        lines.AddRange(await MemoryAsync(wrk, observer, stop));
        return lines;
    }

    private async Task<IEnumerable<Line>> LatencyAsync(Wrk wrk, Work work, Server[] servers, CancellationToken stop)
    {
        foreach (var server in servers)
            (await wrk.RunAsync(server, work, options.WarmUp, Connections, check: true, stop)).Right();
        var rounds = new List<long[]>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var medians = new long[servers.Length];
            for (var turn = 0; turn < servers.Length; turn++)
            {
                var which = (round + turn) % servers.Length;
                medians[which] = (await wrk.RunAsync(servers[which], work, options.Seconds, Connections, check: false, stop)).Right().P50;
            }
            rounds.Add(medians);
            await progress.WriteLineAsync($"observer: {work.Title}, round {round + 1} of {options.Rounds}");
        }
        return
        [
            new Line($"{work.Title}: median at the mock, through YARP, through the observer",
                string.Join(", ", Enumerable.Range(0, servers.Length).Select(which => Milliseconds(Median(rounds.Select(round => round[which])))))),
            Line.AtMost($"{work.Title}: the observer's median above YARP's", Median(rounds.Select(round => round[2] - round[1])) / 1e3, MostMilliseconds, " ms"),
        ];
    }

    private async Task<IEnumerable<Line>> MemoryAsync(Wrk wrk, Server observer, CancellationToken stop)
    {
        var first = await SendAsync(wrk, observer, Math.Min(First, options.Requests), stop);
        var before = await Collection.MemoryAfterAsync(observer, stop);
        var rest = await SendAsync(wrk, observer, options.Requests - first, stop);
        var after = await Collection.MemoryAfterAsync(observer, stop);
        using var client = new HttpClient();
        var state = JsonNode.Parse(await client.GetStringAsync(new Uri(new Uri(observer.Url), "/__observe"), stop))!;
        return
        [
            new Line(string.Create(CultureInfo.InvariantCulture, $"memory after {first:N0} requests, collected"), $"{before / 1e6:N0} MB"),
            new Line(string.Create(CultureInfo.InvariantCulture, $"memory after {first + rest:N0} requests, collected"), $"{after / 1e6:N0} MB"),
            new Line("exchanges judged, skipped under load", $"{state["exchanges"]:N0}, {state["skipped"]:N0}"),
        ];
    }

    private async Task<long> SendAsync(Wrk wrk, Server observer, long count, CancellationToken stop)
    {
        // Reads, lists, creates and updates, so that there is more and more to remember.
        var mix = file.Works.First(work => work.Name == "mix");
        var sent = 0L;
        while (sent < count)
        {
            sent += (await wrk.RunAsync(observer, mix, options.Seconds, options.Connections, check: false, stop)).Right().Requests;
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"observer: {sent:N0} of {count:N0}"));
        }
        return sent;
    }

    private static long Median(IEnumerable<long> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static string Milliseconds(long microseconds) => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1e3:0.00} ms");
}
