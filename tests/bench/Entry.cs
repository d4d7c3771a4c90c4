using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Growing;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Observing;
using PlanisoContract.Bench.Reports;
using PlanisoContract.Bench.Starting;
using PlanisoContract.Bench.Storing;

namespace PlanisoContract.Bench;

/// <summary>The program: measures, writes tables and pictures, and ends whatever it started.</summary>
/// <param name="output">The tables.</param>
/// <param name="error">Progress, and what went wrong.</param>
internal sealed class Entry(TextWriter output, TextWriter error)
{
    private const int AllRight = 0;
    private const int NotMeasured = 2;

    public async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments();
        var parsed = arguments.Command.Parse(args);
        if (parsed.Action is not (null or ParseErrorAction))
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var scratch = Directory.CreateTempSubdirectory("planiso-bench-").FullName;
        try
        {
            await MeasureAsync(arguments.Read(parsed), scratch, stop.Token);
            return AllRight;
        }
        catch (BenchException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return NotMeasured;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped before all was measured.");
            return NotMeasured;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private async Task MeasureAsync(Options options, string scratch, CancellationToken stop)
    {
        if (!Places.AreShipped)
            throw new BenchException("What is built for debugging is slow: dotnet run -c Release --project tests/bench.");
        if (Wrk.Missing is { } missing)
            throw new BenchException($"{missing}. Nothing can be measured without it.");
        Directory.CreateDirectory(options.Results);
        var file = WorkFile.Load();
        if (options.Part is "contenders" or "all")
            await ContendersAsync(file, options, scratch, stop);
        if (options.Part is "growth" or "all")
            await WriteAsync(options, "growth", "What more records cost", await new Growth(file, options, scratch, error).MeasureAsync(stop));
        if (options.Part is "start" or "all")
        {
            await WriteAsync(options, "start", "From the command to the first answer, and the suite",
            [
                .. await new Starts(file, options, scratch, error).MeasureAsync(stop),
                .. await new Checks(file, options, scratch, error).MeasureAsync(stop),
            ]);
        }
        if (options.Part is "stores" or "all")
            await WriteAsync(options, "stores", "State that lasts, beside state in memory", await new Stores(file, options, scratch, error).MeasureAsync(stop));
        if (options.Part is "observer" or "all")
            await WriteAsync(options, "observer", "What the observer adds, and what it needs", await new ObserverCost(file, options, scratch, error).MeasureAsync(stop));
        if (options.Part is "soak" or "all")
            await WriteAsync(options, "soak", "A soak: 80 % GET one, 10 % lists of 25, 10 % updates", await new Soak(file, options, scratch, error).MeasureAsync(stop));
    }

    private async Task WriteAsync(Options options, string name, string title, IReadOnlyList<Line> lines)
    {
        var sheet = Sheet.Of(title, $"{Machine.Description}; {options.Rounds} rounds.", lines);
        await output.WriteLineAsync(sheet);
        await File.WriteAllTextAsync(Path.Combine(options.Results, name + ".md"), sheet);
    }

    private async Task ContendersAsync(WorkFile file, Options options, string scratch, CancellationToken stop)
    {
        var works = Chosen(file.Works, options.Works, work => work.Name, "work");
        var contenders = Chosen(Contender.All, options.Contenders.IsEmpty ? [] : options.Contenders.Add(Contender.Bare), contender => contender.Name, "contender");
        var contest = new Contest(file, options, scratch, error);
        var results = new List<WorkResult>();
        foreach (var work in works)
            results.Add(await contest.MeasureAsync(work, contenders, stop));
        var table = Table.Of(results, Machine.Notes(options));
        await output.WriteLineAsync(table);
        await File.WriteAllTextAsync(Path.Combine(options.Results, "contenders.md"), table, stop);
        await File.WriteAllTextAsync(Path.Combine(options.Results, "contenders.svg"), Picture.Of(results, Machine.Description), stop);
        if (results.Find(result => result.Find(Contender.Bare) is null || (options.Wants(Contender.Own) && result.Find(Contender.Own) is null)) is { } failed)
            throw new BenchException($"{failed.Title}: bare Kestrel or the mock has no numbers; the table says why.");
    }

    private static List<T> Chosen<T>(ImmutableArray<T> all, ImmutableArray<string> names, Func<T, string> nameOf, string what)
    {
        foreach (var name in names.Where(name => !all.Any(one => nameOf(one) == name)))
            throw new BenchException($"There is no {what} {name}; there is {string.Join(", ", all.Select(nameOf))}.");
        return [.. all.Where(one => names.IsEmpty || names.Contains(nameOf(one)))];
    }
}
