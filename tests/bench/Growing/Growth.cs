using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Growing;

/// <summary>What more records cost: the same work in a silo of a thousand and in a large one, and what a record takes.</summary>
internal sealed class Growth(WorkFile file, Options options, string scratch, TextWriter progress)
{
    private const int Small = 1_000;
    private const double MostOfCost = 1.2;
    private const double MostSeconds = 20;
    private const double MostBytes = 700;
    private static readonly string[] Works = ["one", "create", "update"];

    private readonly Wrk _near = new(scratch, file.Numbers);
    private readonly Wrk _far = new(scratch, file.Numbers) { Stride = Math.Max(1, options.Records / file.Numbers) };

    public async Task<IReadOnlyList<Line>> MeasureAsync(CancellationToken stop)
    {
        using var small = await StartAsync(Small, stop);
        using var large = await StartAsync(Small, stop);
        using var client = new HttpClient();
        var lines = new List<Line>();
        await FillAsync(large, lines, stop);
        foreach (var name in Works)
            lines.Add(await CompareAsync(client, small, large, name, stop));
        await SeedAsync(client, lines, stop);
        return lines;
    }

    private async Task FillAsync(Server large, List<Line> lines, CancellationToken stop)
    {
        await progress.WriteLineAsync("growth: filling the large silo");
        (await _near.RunAsync(large, file.In("grow", "create"), 1, 1, check: true, stop)).Right();
        var before = await Collection.MemoryAfterAsync(large, stop);
        var (made, clock) = (0L, Stopwatch.StartNew());
        while (made < options.Records)
            made += (await _near.RunAsync(large, file.In("grow", "create"), 1, options.Connections, check: false, stop)).Right().Requests;
        lines.Add(new Line(Count("records made through HTTP", made), $"{Line.Text(clock.Elapsed.TotalSeconds)} s"));
        lines.Add(Line.AtMost("memory of each, all in", (double)(await Collection.MemoryAfterAsync(large, stop) - before) / made, MostBytes, " B"));
    }

    private async Task<Line> CompareAsync(HttpClient client, Server small, Server large, string name, CancellationToken stop)
    {
        await progress.WriteLineAsync($"growth: {name}");
        var work = file.In("grow", name);
        var (near, far) = (new List<double>(), new List<double>());
        for (var round = -1; round < options.Rounds; round++)
        {
            // What the last round made would make the small silo a large one. It is made again before its turn, not in it.
            using var reset = await client.PostAsJsonAsync(small.Url + "/__admin/reset?key=grow", new JsonObject(), stop);
            reset.EnsureSuccessStatusCode();
            await Answer.TakeAsync(client, small.Url, file.In("grow", "one").Shares[0].Request, stop);
            // The first round looks into the answers and warms; then, whoever is first in one round is not in the next.
            var few = round % 2 == 0 ? await TurnAsync(_near, small) : default;
            var many = await TurnAsync(_far, large);
            few ??= await TurnAsync(_near, small);
            if (round < 0)
                continue;
            near.Add(few.PerSecond);
            far.Add(many.PerSecond);

            async Task<Figures> TurnAsync(Wrk wrk, Server server) =>
                (await wrk.RunAsync(server, work, options.Seconds, options.Connections, check: round < 0, stop)).Right();
        }
        return Line.AtMost(Count($"{work.Title}: cost beside that at {Small:N0} records, with so many", options.Records), near.Ratio(far), MostOfCost);
    }

    private async Task SeedAsync(HttpClient client, List<Line> lines, CancellationToken stop)
    {
        await progress.WriteLineAsync("growth: seeding");
        // A silo has records of each resource: fewer of each make about as many in all.
        using var mock = await StartAsync(Math.Max(1, options.Records / 8), stop);
        var before = await Collection.MemoryAfterAsync(mock, stop);
        var clock = Stopwatch.StartNew();
        await Answer.TakeAsync(client, mock.Url, file.In("grow", "one").Shares[0].Request, stop);
        var seconds = clock.Elapsed.TotalSeconds;
        var after = await Collection.MemoryAfterAsync(mock, stop);
        var silo = await client.GetFromJsonAsync<JsonObject>(mock.Url + "/__admin/silos/grow?counts=true", stop);
        var seeded = silo!["counts"]![file.Api]!.AsObject().Sum(count => (long)count.Value!);
        lines.Add(new Line(Count("records seeded, of all resources of the API", seeded), $"{Line.Text(seconds)} s"));
        lines.Add(Line.AtMost("seeding a million, at that speed", seconds * 1e6 / seeded, MostSeconds, " s"));
        lines.Add(Line.AtMost("memory of each seeded one, all in", (double)(after - before) / seeded, MostBytes, " B"));
    }

    private async Task<Server> StartAsync(int records, CancellationToken stop)
    {
        var silos = Path.Combine(scratch, "grow.json");
        await File.WriteAllTextAsync(silos, new JsonArray(new JsonObject { ["key"] = "home", ["records"] = 0 }, new JsonObject { ["key"] = "grow", ["records"] = records }).ToJsonString(), stop);
        return await PlanisoMock.StartAsync(silos, _ => "", stop);
    }

    private static string Count(string what, long count) => string.Create(CultureInfo.InvariantCulture, $"{what}: {count:N0}");
}
