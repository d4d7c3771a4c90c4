using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using PlanisoContract.Bench.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Bench.Stubs;

/// <summary>
/// What stubs and the journal cost the contract's own answers: four mocks in one process, measured in turn so that
/// whatever else the machine does falls on all of them.
/// </summary>
/// <param name="output">Progress.</param>
/// <param name="rounds">How often all are measured.</param>
/// <param name="entries">How many the journal keeps, and how many more requests memory is taken after.</param>
internal sealed class StubsBench(TextWriter output, int rounds, int entries)
{
    private const int Stubs = 10_000;
    private const int Slices = 60;
    private const int Times = 25;
    private const string Path = "/v1/user";

    private int _created;
    private int _asked;

    public async Task<string> RunAsync(CancellationToken stop)
    {
        Contender[] contenders =
        [
            await StartAsync("the contract alone", 0, 0, stop),
            await StartAsync("a full journal", entries, 0, stop),
            await StartAsync("10,000 stubs", 0, Stubs, stop),
            await StartAsync("both", entries, Stubs, stop),
        ];
        try
        {
            var questions = Questions();
            for (var round = 0; round <= rounds; round++)
                await RoundAsync(contenders, questions, round, stop);
            await GrowAsync(contenders, questions, stop);
            return Report(contenders, questions);
        }
        finally
        {
            foreach (var contender in contenders)
                await contender.DisposeAsync();
        }
    }

    private Question[] Questions() =>
    [
        new("GET one of 50", 200, () => new HttpRequestMessage(HttpMethod.Get, $"{Path}/{1 + (_asked++ % 50)}")),
        new("GET a list of 25", 200, () => new HttpRequestMessage(HttpMethod.Get, Path + "?limit=25")),
        new("POST create", 201, () => new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent($"fullname=Ada+Lovelace&email=ada{++_created}@example.org", Encoding.ASCII, "application/x-www-form-urlencoded"),
        }),
    ];

    private async Task<Contender> StartAsync(string name, int journal, int stubs, CancellationToken stop)
    {
        await output.WriteLineAsync($"Starting {name}.");
        var contender = new Contender(name, await InProcessMock.StartAsync(journal));
        if (stubs > 0)
            await contender.Mock.PostAsync("/__admin/mappings/import", JsonContent.Create(ManyStubs.Import(Path, stubs)), stop);
        await contender.FillAsync(Questions()[0], journal, stop);
        return contender;
    }

    private async Task RoundAsync(Contender[] contenders, Question[] questions, int round, CancellationToken stop)
    {
        // The first round warms up. The turns are short, so that what the machine does beside falls on all alike.
        foreach (var question in questions)
        {
            for (var slice = 0; slice < Slices; slice++)
            {
                // Another one begins each time.
                for (var at = 0; at < contenders.Length; at++)
                    await contenders[(at + slice) % contenders.Length].MeasureAsync(question, Times, counts: round > 0, stop);
            }
        }
        // All have as many records in each round.
        foreach (var contender in contenders)
            await contender.Mock.PostAsync("/__admin/reset?key=demo", null, stop);
        await output.WriteLineAsync($"Round {round} of {rounds}.");
    }

    private async Task GrowAsync(Contender[] contenders, Question[] questions, CancellationToken stop)
    {
        foreach (var contender in contenders)
        {
            await contender.FillAsync(questions[0], 1_000, stop);
            contender.Memory = Used();
            await contender.FillAsync(questions[0], entries, stop);
            contender.MemoryLater = Used();
        }
    }

    private static long Used()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private string Report(Contender[] contenders, Question[] questions)
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"""
            # What stubs and the journal cost

            The contract's own answers (`{Path}`), over HTTP in one process, one request after the other: microseconds each, client and all
            (the median of {rounds * Slices:N0} turns of {Times}), and the median of the turns' ratios to the contract alone, measured just before or after. The journal holds {entries:N0}
            entries and is full. The {Stubs:N0} stubs lie on the paths that are asked and take none of these requests: a quarter each of
            URLs, paths, regular expressions (asked once for each URL, in the round before those measured), and headers on the list's own path.

            | with | {string.Join(" | ", questions.Select(question => question.Name))} | growth in {entries:N0} more requests |
            |---|{string.Concat(Enumerable.Repeat("--:|", questions.Length))}--:|

            """);
        foreach (var contender in contenders)
        {
            var cells = questions.Select(question => $"{contender.Taken[question.Name].Median():F0} µs ({contender.Taken[question.Name].Ratio(contenders[0].Taken[question.Name]):F2})");
            report.AppendLine(CultureInfo.InvariantCulture,
                $"| {contender.Name} | {string.Join(" | ", cells)} | {(contender.MemoryLater - contender.Memory) / 1048576.0:F1} MiB |");
        }
        report.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{Machine.Description}, {DateTime.UtcNow:yyyy-MM-dd}.");
        report.AppendLine("Again: `dotnet run -c Release --project tests/bench -- stubs --write`");
        return report.Replace("\r", "").ToString();
    }
}
