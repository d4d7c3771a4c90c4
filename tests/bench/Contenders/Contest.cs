using System.Collections.Immutable;
using System.Text.Json;
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
    // Seconds in which answers are looked into once more, at the end.
    private const int Glance = 1;

    // Seconds that who is silent has in addition.
    private const int More = 10;

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
            foreach (var runner in runners)
                await LookAgainAsync(runner, work, stop);
            // Bare Kestrel is a measure for as long as it answers as much as the mock.
            if (runners.Find(runner => runner.Name == Contender.Bare) is { } bare && runners.Find(runner => runner.Name == Contender.Own) is { } own)
                bare.Match(own);
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
            answers.Add((await Answer.TakeAsync(client, mock.Url, request, stop)).Listing(request.Lists));
        var largest = work.Shares.Select(share => share.Request).OrderByDescending(request => RecordsOf(request.Key)).First();
        var list = await Answer.TakeAsync(client, mock.Url,
            new WorkRequest("GET", largest.Beginning.TrimEnd('/'), largest.Key, 200), stop);
        return stage with { Answers = answers.DrainToImmutable(), Records = JsonSerializer.SerializeToUtf8Bytes(list.Records) };
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
            await WarmAsync(runner, stage.Work, options.WarmUp, check: true, stop);
            await WarmAsync(runner, stage.Work, options.WarmUp, check: false, stop);
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

    private async Task WarmAsync(Runner runner, Work work, int seconds, bool check, CancellationToken stop)
    {
        if (runner.LeftOut is null)
            runner.Judge(await SendAsync(runner.Server!, work, seconds, check, stop));
    }

    // What answered well at first might do so no more after many requests.
    private async Task LookAgainAsync(Runner runner, Work work, CancellationToken stop)
    {
        try
        {
            await WarmAsync(runner, work, Glance, check: true, stop);
        }
        catch (BenchException wrong)
        {
            runner.Fail(wrong.Message);
        }
    }

    // Who is too slow for one answer has more time for it: what counts is a rate.
    private async Task<Figures> SendAsync(Server server, Work work, int seconds, bool check, CancellationToken stop)
    {
        var figures = await _wrk.RunAsync(server, work, seconds, options.Connections, check, stop);
        return figures is { Requests: 0, Failed: 0 } ? await _wrk.RunAsync(server, work, seconds + More, options.Connections, check, stop) : figures;
    }

    private async Task TurnAsync(Runner runner, Work work, CancellationToken stop)
    {
        if (runner.LeftOut is not null)
            return;
        try
        {
            var before = runner.Server!.ProcessorTime;
            var figures = await SendAsync(runner.Server, work, options.Seconds, check: false, stop);
            var used = runner.Server.ProcessorTime - before;
            runner.Judge(figures);
            runner.Samples.Add(new Sample(figures, used.TotalMicroseconds / Math.Max(1, figures.Requests)));
        }
        catch (BenchException wrong)
        {
            runner.Fail(wrong.Message);
        }
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
}
