using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Growing;

/// <summary>What more records cost: seeding them, their memory, and the same work in a silo of a thousand and in a large one.</summary>
internal sealed class Growth(WorkFile file, Options options, string scratch, TextWriter progress)
{
    private const int Small = 1_000;
    private const int Whole = 1_000_000;
    private const double MostOfCost = 1.2;
    private const double MostSeconds = 20;
    private const double MostBytes = 700;

    // So many different records are asked for in the large silo: nobody's cache holds them.
    private const int Different = 50_000;
    private const int Created = 200_000;
    private static readonly string[] Works = ["one", "update", "create"];

    private readonly Wrk _near = new(scratch, file.Numbers);
    private readonly Wrk _far = new(scratch, Math.Min(options.Records, Different)) { Stride = Math.Max(1, options.Records / Different) };

    private string Records => Count("records", options.Records);

    public async Task<IReadOnlyList<Line>> MeasureAsync(CancellationToken stop)
    {
        using var client = new HttpClient();
        using var large = await StartAsync(options.Records, stop);
        using var small = await StartAsync(Small, stop);
        var lines = new List<Line>();
        await SeedAsync(client, large, lines, stop);
        foreach (var name in Works)
            lines.Add(await CompareAsync(client, small, large, file.In("grow", name), stop));
        lines.Add(await FillAsync(small, stop));
        return lines;
    }

    private async Task SeedAsync(HttpClient client, Server large, List<Line> lines, CancellationToken stop)
    {
        await progress.WriteLineAsync($"growth: seeding {Records}");
        var before = await Collection.MemoryAfterAsync(large, stop);
        var (clock, used) = (Stopwatch.StartNew(), large.ProcessorTime);
        await Answer.TakeAsync(client, large.Url, file.In("grow", "one").Shares[0].Request, stop);
        var (seconds, processor) = (clock.Elapsed.TotalSeconds, (large.ProcessorTime - used).TotalSeconds);
        var made = await CountAsync(client, large, stop);
        if (made != options.Records)
            throw new BenchException($"{made} records were seeded, not {options.Records}.");
        var after = await Collection.MemoryAfterAsync(large, stop);
        lines.Add(AtMost($"seeding {Records} of one resource", seconds, MostSeconds, " s"));
        lines.Add(new Line("its processor time, of all processors", Line.Text(processor) + " s"));
        lines.Add(AtMost("memory of each, all in", (double)(after - before) / made, MostBytes, " B"));
    }

    // Into a silo that is empty, of a mock that is warm: nothing grows but the records.
    private async Task<Line> FillAsync(Server small, CancellationToken stop)
    {
        await progress.WriteLineAsync("growth: creating");
        var (work, wanted) = (file.In("home", "create"), Math.Min(options.Records, Created));
        var (before, made) = (await Collection.MemoryAfterAsync(small, stop), 0L);
        while (made < wanted)
            made += (await _near.RunAsync(small, work, options.Seconds, options.Connections, check: false, stop)).Right().Requests;
        var after = await Collection.MemoryAfterAsync(small, stop);
        return AtMost($"memory of each of {Count("records made through HTTP", made)}, all in", (double)(after - before) / made, MostBytes, " B");
    }

    private async Task<Line> CompareAsync(HttpClient client, Server small, Server large, Work work, CancellationToken stop)
    {
        await progress.WriteLineAsync($"growth: {work.Name}");
        var (near, far) = (new List<double>(), new List<double>());
        for (var round = -1; round < options.Rounds; round++)
        {
            // The first round looks into the answers and warms; then, whoever is first in one round is not in the next.
            var few = round % 2 == 0 ? await TurnAsync(_near, small, Kept(work)) : (double?)null;
            var many = await TurnAsync(_far, large, work);
            few ??= await TurnAsync(_near, small, Kept(work));
            if (round < 0)
                continue;
            near.Add(few.Value);
            far.Add(many);

            async Task<double> TurnAsync(Wrk wrk, Server server, Work turn)
            {
                var used = server.ProcessorTime;
                var figures = (await wrk.RunAsync(server, turn, options.Seconds, options.Connections, check: round < 0, stop)).Right();
                return (server.ProcessorTime - used).TotalMicroseconds / figures.Requests;
            }
        }
        var size = await CountAsync(client, small, stop);
        if (size > 2.1 * Small)
            throw new BenchException($"The small silo has {size} records.");
        return AtMost($"{work.Title}: {far.Median():N1} µs of processor with {Records}, {near.Median():N1} with {Small:N0}", far.Ratio(near), MostOfCost);
    }

    // What is made would make the small silo a large one: it is put back each time that it has twice its size.
    private static Work Kept(Work work) => work.Shares.All(share => share.Request.Status != 201) ? work : work with
    {
        Shares =
        [
            .. work.Shares.Select(share => share with { Times = share.Times * Small }),
            new Share(new WorkRequest("POST", "/__admin/reset?key=grow", "grow", 200, []), 1),
        ],
    };

    private async Task<long> CountAsync(HttpClient client, Server server, CancellationToken stop)
    {
        var silo = await client.GetFromJsonAsync<JsonObject>(server.Url + "/__admin/silos/grow?counts=true", stop);
        return (long)silo!["counts"]![file.Api]![file.Resource]!;
    }

    private async Task<Server> StartAsync(int records, CancellationToken stop)
    {
        var silos = Path.Combine(scratch, "grow.json");
        await File.WriteAllTextAsync(silos, new JsonArray(
            new JsonObject { ["key"] = "home", ["records"] = 0 },
            new JsonObject { ["key"] = "grow", ["records"] = new JsonObject { ["*"] = 0, [file.Resource] = records } }).ToJsonString(), stop);
        return await PlanisoMock.StartAsync(silos, _ => "", stop);
    }

    // What is to be reached is said of a million.
    private Line AtMost(string what, double value, double bound, string unit = "") =>
        options.Records >= Whole ? Line.AtMost(what, value, bound, unit) : new Line(what, Line.Text(value) + unit);

    private static string Count(string what, long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");
}
