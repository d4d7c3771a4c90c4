using System.Diagnostics;
using System.Text.Json.Nodes;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Starting;

/// <summary>How fast the conformance suite judges the mock, and what it spends its time with.</summary>
internal sealed class Checks(WorkFile file, Options options, string scratch, TextWriter progress)
{
    // A run takes seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public async Task<IReadOnlyList<Line>> MeasureAsync(CancellationToken stop)
    {
        await progress.WriteLineAsync("start: the conformance suite");
        var runs = new List<Run>();
        for (var round = 0; round < options.Rounds; round++)
            runs.Add(await RunAsync(stop));
        return
        [
            new Line("the suite on the mock: checks per second", Line.Text(runs.Select(run => run.Rules / run.Seconds).Median())),
            new Line("its requests per second", Line.Text(runs.Select(run => run.Requests / run.Seconds).Median())),
            new Line("its seconds", Line.Text(runs.Select(run => run.Seconds).Median())),
            new Line("the mock's processor time in a run, in seconds", Line.Text(runs.Select(run => run.Mock).Median())),
            new Line("the suite's processor time in a run, its own start too, in seconds", Line.Text(runs.Select(run => run.Suite).Median())),
        ];
    }

    private async Task<Run> RunAsync(CancellationToken stop)
    {
        var report = Path.Combine(scratch, "report");
        using var mock = await PlanisoMock.ShippedAsync(stop);
        var before = mock.ProcessorTime;
        var start = new ProcessStartInfo("dotnet",
        [
            Places.Conformance, "--target", mock.Url, "--api", file.Api, "--report", report,
            "--key", "demo", "--readonly-key", "demo-readonly", "--other-key", "demo-other", "--empty-key", "demo-empty",
        ])
        { WorkingDirectory = scratch, RedirectStandardOutput = true, RedirectStandardError = true };
        using var suite = new Child(start);
        _ = suite.Process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        var error = suite.Process.StandardError.ReadToEndAsync(stop);
        var used = await WatchAsync(suite.Process, stop);
        if (suite.Process.ExitCode != 0)
            throw new BenchException($"The suite came to exit code {suite.Process.ExitCode} on the mock: {await error}");
        var told = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(report, "report.json"), stop))!;
        return new Run(told["rules"]!.AsArray().Count, (double)told["requests"]!, (double)told["seconds"]!,
            (mock.ProcessorTime - before).TotalSeconds, used.TotalSeconds);
    }

    // Who has ended tells no longer what it used.
    private static async Task<TimeSpan> WatchAsync(Process process, CancellationToken stop)
    {
        var used = TimeSpan.Zero;
        var ended = process.WaitForExitAsync(stop).WaitAsync(Patience, stop);
        while (!ended.IsCompleted)
        {
            try
            {
                process.Refresh();
                used = process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                break;
            }
            await Task.WhenAny(ended, Task.Delay(20, stop));
        }
        try
        {
            await ended;
        }
        catch (TimeoutException)
        {
            throw new BenchException($"The suite has not ended within {Patience.TotalMinutes:N0} minutes.");
        }
        return used;
    }

    private sealed record Run(double Rules, double Requests, double Seconds, double Mock, double Suite);
}
