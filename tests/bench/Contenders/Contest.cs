using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Contenders;

/// <summary>Measures contenders side by side: all run at once, and each has its turn in each round.</summary>
/// <param name="file">The file of works.</param>
/// <param name="options">For how long.</param>
/// <param name="scratch">Where contenders may write.</param>
/// <param name="progress">Hears how far it is.</param>
internal sealed class Contest(WorkFile file, Options options, string scratch, TextWriter progress)
{
    private readonly Wrk _wrk = new(scratch, file.Numbers);
    private readonly Dictionary<string, string?> _missing = [];

    /// <summary>Measures one work.</summary>
    public async Task<WorkResult> MeasureAsync(Work work, IReadOnlyList<Contender> contenders, CancellationToken stop)
    {
        await progress.WriteLineAsync($"{work.Title}: starting and warming");
        var stage = await PrepareAsync(work, stop);
        var runners = new List<Runner>();
        try
        {
            foreach (var contender in contenders)
                runners.Add(await StartAsync(contender, stage, stop));
            for (var round = 0; round < options.Rounds; round++)
            {
                await progress.WriteLineAsync($"{work.Title}: round {round + 1} of {options.Rounds}");
                // Whoever is first in one round is not in the next.
                for (var at = 0; at < runners.Count; at++)
                    await TurnAsync(runners[(at + round) % runners.Count], work, stop);
            }
            return new WorkResult(work.Name, work.Title, [.. runners.Select(runner => runner.Result())]);
        }
        finally
        {
            foreach (var runner in runners)
                runner.Server?.Dispose();
        }
    }

    /// <summary>Asks a mock what it answers, for others to answer alike.</summary>
    public async Task<Stage> PrepareAsync(Work work, CancellationToken stop)
    {
        var directory = Directory.CreateDirectory(Path.Combine(scratch, work.Name)).FullName;
        var stage = new Stage(file, work, directory, Packages.Directory, [], []);
        using var mock = await PlanisoMock.StartAsync(stage.Write("silos.json", file.Silos), _ => "", stop);
        using var client = new HttpClient();
        var answers = ImmutableArray.CreateBuilder<Answer>();
        foreach (var (request, _) in work.Shares)
            answers.Add(await Answer.TakeAsync(client, mock.Url, request, stop));
        var largest = work.Shares.Select(share => share.Request).OrderByDescending(request => RecordsOf(request.Key)).First();
        var list = await Answer.TakeAsync(client, mock.Url,
            new WorkRequest("GET", largest.Beginning.TrimEnd('/'), largest.Key, 200), stop);
        var records = ((JsonObject)JsonNode.Parse(list.Body)!).Select(member => member.Value).OfType<JsonArray>().Single();
        return stage with { Answers = answers.DrainToImmutable(), Records = JsonSerializer.SerializeToUtf8Bytes(records) };
    }

    private int RecordsOf(string key) => (int)file.Silos.Single(silo => (string)silo!["key"]! == key)!["records"]!;

    private async Task<Runner> StartAsync(Contender contender, Stage stage, CancellationToken stop)
    {
        if (contender.Refuses(stage.Work) is { } refusal)
            return new Runner(contender, null, refusal);
        if (await MissingAsync(contender, stop) is { } missing)
            return new Runner(contender, null, missing);
        var runner = new Runner(contender, null, null);
        try
        {
            runner = new Runner(contender, await contender.StartAsync(stage, stop), null);
            await AskAsync(runner, stage.Work, stop);
            // The first warm-up looks into each answer; the second has the speed of what is measured.
            await WarmAsync(runner, stage.Work, check: true, stop);
            await WarmAsync(runner, stage.Work, check: false, stop);
        }
        catch (BenchException wrong)
        {
            runner.Fail(wrong.Message);
        }
        catch
        {
            runner.Server?.Dispose();
            throw;
        }
        return runner;
    }

    // The first answer may take long: records are made, code is compiled.
    private static async Task AskAsync(Runner runner, Work work, CancellationToken stop)
    {
        using var client = new HttpClient();
        foreach (var (request, _) in work.Shares)
            await Answer.TakeAsync(client, runner.Server!.Url, request with { Path = runner.Server.PathOf(request) }, stop);
    }

    private async Task WarmAsync(Runner runner, Work work, bool check, CancellationToken stop)
    {
        if (runner.LeftOut is not null)
            return;
        var figures = await _wrk.RunAsync(runner.Server!, work, options.WarmUp, options.Connections, check, stop);
        runner.Judge(figures, mayBeSilent: true);
    }

    private async Task TurnAsync(Runner runner, Work work, CancellationToken stop)
    {
        if (runner.LeftOut is not null)
            return;
        var before = runner.Server!.ProcessorTime;
        var figures = await _wrk.RunAsync(runner.Server, work, options.Seconds, options.Connections, check: false, stop);
        var used = runner.Server.ProcessorTime - before;
        runner.Judge(figures);
        runner.Samples.Add(new Sample(figures, used.TotalMicroseconds / Math.Max(1, figures.Requests)));
    }

    private async Task<string?> MissingAsync(Contender contender, CancellationToken stop)
    {
        if (contender.Needs.FirstOrDefault(need => Places.Program(need) is null) is { } program)
            return $"{program} is not installed";
        if (!contender.IsPackage)
            return null;
        if (!_missing.TryGetValue("npm", out var reason))
            _missing["npm"] = reason = await Packages.InstallAsync(progress, stop);
        return reason;
    }

    /// <summary>A contender in this work.</summary>
    private sealed class Runner(Contender contender, Server? server, string? leftOut)
    {
        public Server? Server => server;

        public string? LeftOut { get; private set; } = leftOut;

        public List<Sample> Samples { get; } = [];

        /// <summary>Takes it out of the work when it answers wrongly.</summary>
        public void Judge(Figures figures, bool mayBeSilent = false)
        {
            if (figures.Requests == 0 && !mayBeSilent)
                Fail("it answers nothing");
            else if (figures.Failed > 0)
                Fail($"{figures.Failed} of {figures.Requests} answers are wrong{(figures.Example is null ? "" : $", such as `{figures.Example}`")}");
        }

        public void Fail(string reason) => LeftOut ??= reason;

        public Entrant Result() => new(contender.Name, contender.Title, [.. Samples], LeftOut);
    }
}
