using System.Diagnostics;
using System.Globalization;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Storing;

/// <summary>What a store costs: creates without one, with SQLite and with PostgreSQL, beside a bare insert into each, and the start with many records.</summary>
internal sealed class Stores(WorkFile file, Options options, string scratch, TextWriter progress)
{
    private readonly Wrk _wrk = new(scratch, file.Numbers);

    public async Task<IReadOnlyList<Line>> MeasureAsync(CancellationToken stop)
    {
        var lines = new List<Line>();
        using (var memory = await StartAsync(null, file.Numbers, stop))
        using (var sqlite = await StartAsync(Path.Combine(scratch, "creates.db"), file.Numbers, stop))
        using (var postgres = options.Postgres is { } address ? await StartAsync(address, file.Numbers, stop) : null)
        {
            await CompareAsync(file.In("home", "create"), memory, sqlite, postgres, lines, stop);
            await CompareAsync(file.In("home", "one"), memory, sqlite, postgres, lines, stop);
        }
        lines.Add(Inserts("a bare insert into SQLite, committed one by one", await BareInserts.SqliteAsync(Path.Combine(scratch, "bare.db"), options.Seconds, stop)));
        if (options.Postgres is { } database)
            lines.Add(Inserts("a bare insert into PostgreSQL, committed one by one", await BareInserts.PostgresAsync(database, options.Seconds, stop)));
        else
            lines.Add(new Line("PostgreSQL", "not measured: --postgres names a database that may be written to"));
        await RestartAsync(lines, stop);
        return lines;
    }

    private async Task CompareAsync(Work work, Server memory, Server sqlite, Server? postgres, List<Line> lines, CancellationToken stop)
    {
        await progress.WriteLineAsync($"stores: {work.Name}");
        Server[] servers = postgres is null ? [memory, sqlite] : [memory, sqlite, postgres];
        string[] names = ["in memory", "with SQLite", "with PostgreSQL"];
        var turns = servers.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < options.Rounds; round++)
        {
            // The first round looks into the answers and warms; then, whoever is first in one round is not in the next.
            for (var turn = 0; turn < servers.Length; turn++)
            {
                var index = (turn + round + 1) % servers.Length;
                var rate = (await _wrk.RunAsync(servers[index], work, options.Seconds, options.Connections, check: round < 0, stop)).Right().PerSecond;
                if (round >= 0)
                    turns[index].Add(rate);
            }
        }
        foreach (var (index, rates) in turns.Index())
        {
            lines.Add(new Line($"{work.Title}, {names[index]}", index == 0 ? $"{Line.Text(rates.Median())} a second"
                : $"{Line.Text(rates.Median())} a second, {Line.Text(rates.Ratio(turns[0]))} of that in memory"));
        }
    }

    // Of seeded records a store keeps the seed alone: after a restored snapshot it has every one of them.
    private async Task RestartAsync(List<Line> lines, CancellationToken stop)
    {
        await progress.WriteLineAsync("stores: start with many records");
        var store = Path.Combine(scratch, "many.db");
        using var client = new HttpClient();
        var request = file.In("home", "one").Shares[0].Request;
        using (var first = await StartAsync(store, options.Records, stop))
        {
            (await client.PutAsync(first.Url + "/__admin/snapshots/many", null, stop)).EnsureSuccessStatusCode();
            (await client.PostAsync(first.Url + "/__admin/snapshots/many/restore", null, stop)).EnsureSuccessStatusCode();
        }
        var clock = Stopwatch.StartNew();
        using var again = await StartAsync(store, options.Records, stop);
        var ready = clock.Elapsed.TotalSeconds;
        await Answer.TakeAsync(client, again.Url, request, stop);
        var records = string.Create(CultureInfo.InvariantCulture, $"{options.Records:N0} records in SQLite");
        lines.Add(new Line($"start with {records}: it listens after", Line.Text(ready) + " s"));
        lines.Add(new Line("and answers for one of them after", Line.Text(clock.Elapsed.TotalSeconds) + " s"));
        lines.Add(new Line("size of the file", $"{new FileInfo(store).Length / 1e6:N0} MB"));
    }

    private async Task<Server> StartAsync(string? store, int records, CancellationToken stop)
    {
        var silos = Path.Combine(scratch, $"stores-{records}.json");
        await File.WriteAllTextAsync(silos, $$"""[{ "key": "home", "records": { "*": 0, "{{file.Resource}}": {{records}} } }]""", stop);
        return await PlanisoMock.StartAsync(silos, _ => "", stop, store is null ? [] : ["--store", store]);
    }

    private static Line Inserts(string what, double perSecond) => new(what, $"{Line.Text(perSecond)} a second");
}
