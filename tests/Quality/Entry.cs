using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using PlanisoContract.Quality.Neighbors;
using PlanisoContract.Quality.Own;
using PlanisoContract.Quality.Published;
using PlanisoContract.Spec;

namespace PlanisoContract.Quality;

/// <summary>The program: measures, prints the table, and says by its exit code whether the suite kept its promise.</summary>
/// <param name="output">The table.</param>
/// <param name="error">Progress, and what was judged wrongly.</param>
internal sealed class Entry(TextWriter output, TextWriter error)
{
    private const int AllRight = 0;
    private const int Missed = 1;
    private const int NotMeasured = 2;

    private readonly ProgressLines _progress = new(error);
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments();
        var parsed = arguments.Command.Parse(args);
        if (parsed.Action is not (null or ParseErrorAction))
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var options = arguments.Read(parsed);
            if (options.Whole)
                return await WholeAsync(options, stop.Token);
            if (options.Observe)
                return await ObserveAsync(options, stop.Token);
            var rows = await MeasureAsync(options, stop.Token);
            var code = Conclude(rows);
            if (options.Write && code == AllRight)
                await Readme.WriteAsync(Table.Of(rows));
            return code;
        }
        catch (MeasureException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return NotMeasured;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped before all was measured.");
            return NotMeasured;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Prints the table and every miss; the exit code.</summary>
    public int Conclude(ImmutableArray<Row> rows)
    {
        output.Write(Table.Of(rows));
        var misses = rows.SelectMany(row => row.Misses.Select(miss => $"{row.Api}: {miss.Reason}")).ToList();
        foreach (var miss in misses)
            error.WriteLine(miss);
        return misses.Count == 0 ? AllRight : Missed;
    }

    private async Task<int> WholeAsync(Options options, CancellationToken stop)
    {
        var code = AllRight;
        foreach (var contract in options.Apis.Select(Contracts.Load))
        {
            var misses = await new WholePart(_progress).MeasureAsync(contract, stop);
            await output.WriteLineAsync($"{contract.Title}: {misses.Length} of {Case.Kinds(contract).Count()} kinds of breakages are hidden in a whole run.");
            foreach (var miss in misses)
                await error.WriteLineAsync(miss.Reason);
            code = misses.IsEmpty ? code : Missed;
        }
        return code;
    }

    // Not every breakage shows in traffic: those that do not are listed with the reason. An accused reading is a mistake.
    private async Task<int> ObserveAsync(Options options, CancellationToken stop)
    {
        var code = AllRight;
        foreach (var contract in options.Apis.Select(Contracts.Load))
        {
            var misses = await new ObservedPart(_progress).MeasureAsync(contract, stop);
            var (breakages, alarms) = (misses.Where(miss => miss.Case.Breaks).ToArray(), misses.Where(miss => !miss.Case.Breaks).ToArray());
            var all = Case.Breakages(contract).Count();
            await output.WriteLineAsync($"{contract.Title}: {all - breakages.Length} of {all} breakages noticed in observed traffic, {alarms.Length} of {Case.Readings(contract).Count()} readings accused. Not noticed:");
            foreach (var same in breakages.GroupBy(miss => miss.Reason).OrderByDescending(same => same.Count()))
                await output.WriteLineAsync($"- {same.Key}: {same.Count()}, {same.First().Case.Rule.Id} first. {Unseen.Reasons.GetValueOrDefault((contract.Api, same.Key), "NOT LISTED")}");
            var unlisted = breakages.Where(miss => !Unseen.Reasons.ContainsKey((contract.Api, miss.Reason))).ToArray();
            foreach (var miss in alarms.Concat(unlisted))
                await error.WriteLineAsync($"{miss.Case}: {miss.Reason}");
            foreach (var stale in Unseen.Reasons.Keys.Where(key => key.Api == contract.Api && breakages.All(miss => miss.Reason != key.Kind)))
                await error.WriteLineAsync($"unseen.txt: {stale.Api}: {stale.Kind} is noticed by now, and need no longer be listed.");
            code = alarms.Length + unlisted.Length == 0 ? code : Missed;
        }
        return code;
    }

    private async Task<ImmutableArray<Row>> MeasureAsync(Options options, CancellationToken stop)
    {
        if (options.Neighbors && Neighbor.All.Any(neighbor => Packages.Missing(neighbor, _path) is null))
            await Packages.InstallAsync(_progress, stop);
        var scratch = Directory.CreateTempSubdirectory("quality").FullName;
        try
        {
            var rows = ImmutableArray.CreateBuilder<Row>();
            foreach (var contract in options.Apis.Select(Contracts.Load))
            {
                rows.Add(await new OwnPart(_progress).MeasureAsync(contract, stop));
                if (options.Neighbors)
                    rows.AddRange(await NeighborsAsync(contract, options.Sample, scratch, stop));
            }
            return rows.DrainToImmutable();
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    // Side by side: each waits for its own silos.
    private Task<Row[]> NeighborsAsync(Contract contract, int sample, string scratch, CancellationToken stop) => Task.WhenAll(
        Neighbor.All.Select(neighbor => Task.Run(() => new NeighborPart(neighbor, contract, sample, _path, _progress).MeasureAsync(scratch, stop), stop)));
}
