using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>
/// Runs random sequences of operations beside the rules. A model predicts every answer, by the readings that the rules observed; a
/// sequence with an answer that is not as predicted is run again until the shortest one that shows it is known.
/// </summary>
internal sealed class StatefulTestRunner
{
    private const int AtOnce = 8;

    // Sequences mostly find the same on a broken target: after so many the rest would show nothing new.
    private const int Enough = 25;
    private const int MostShrunk = 10;

    private readonly Run _run;
    private readonly KnownReadings _readings;
    private readonly IProgress<SequenceRun>? _progress;
    private readonly int _enough;

    private StatefulTestRunner(Run run, IEnumerable<RuleResult> results, IProgress<SequenceRun>? progress, int enough)
    {
        _run = run;
        _enough = enough;
        _readings = KnownReadings.Observed(run.Contract, results);
        _progress = progress;
    }

    /// <summary>Runs so many sequences; the same seed makes the same sequences.</summary>
    /// <param name="run">The run.</param>
    /// <param name="results">What its rules came to.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the random source.</param>
    /// <param name="progress">Is told of each run.</param>
    /// <param name="enough">No further sequences are begun once so many have found something.</param>
    public static Task<StatefulTestResult> Run(
        Run run, IEnumerable<RuleResult> results, int count, int seed, IProgress<SequenceRun>? progress = null, int enough = Enough) =>
        new StatefulTestRunner(run, results, progress, enough).Run(count, seed);

    private async Task<StatefulTestResult> Run(int count, int seed)
    {
        if (_run.Options.Mode == RunMode.ReadOnly)
            return new StatefulTestResult(0, 0, seed, []) { Stopped = "A walk creates, updates and deletes records, and read-only mode sends none of that; --mode full would." };
        Capabilities capabilities;
        try
        {
            await _run.Prepare();
            capabilities = Capabilities.Of(new Session(_run));
        }
        catch (Exception wrong) when (wrong is PreconditionException or NoAnswerException)
        {
            return new StatefulTestResult(0, 0, seed, []) { Stopped = _run.Redaction.Of(wrong.Message) };
        }
        if (capabilities.Resources.IsEmpty)
            return new StatefulTestResult(0, 0, seed, []) { Stopped = "The API offers no create, so there is nothing to walk with." };
        var runs = await All(capabilities, count, seed);
        var made = runs.OfType<SequenceRun>().ToArray();
        return new StatefulTestResult(made.Length, made.Sum(run => run.Commands.Length), seed, await Shorten(capabilities, runs))
        {
            Found = made.Count(run => run.Deviation is not null),
            Ended = made.Count(run => run.Stopped is not null),
            Stopped = Stopped(made, count),
        };
    }

    // A random source for each sequence, so that it is the same whatever the others do.
    private async Task<SequenceRun?[]> All(Capabilities capabilities, int count, int seed)
    {
        var seeds = new Random(seed);
        var sources = Enumerable.Range(0, count).Select(_ => seeds.Next()).ToArray();
        var runs = new SequenceRun?[count];
        var found = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (at, _) =>
        {
            if (Volatile.Read(ref found) >= _enough || IsOver)
                return;
            var run = await SequenceRun.Start(_run, capabilities, _readings, SequenceGenerator.Make(capabilities, new Random(sources[at])));
            if (run.Deviation is not null)
                Interlocked.Increment(ref found);
            runs[at] = run;
            _progress?.Report(run);
        });
        return runs;
    }

    private bool IsOver => _run.Stopped is not null || _run.Transport.Down is not null;

    private async Task<ImmutableArray<Mismatch>> Shorten(Capabilities capabilities, SequenceRun?[] runs)
    {
        // The shortest of those that look alike, first of those that look rarest.
        var alike = runs.Select((run, at) => (Run: run!, Number: at + 1)).Where(pair => pair.Run?.Deviation is not null)
            .GroupBy(pair => (pair.Run.Deviation!.Kind, pair.Run.Deviation.Resource, pair.Run.Deviation.Operation))
            .OrderBy(group => group.Count()).Take(MostShrunk);
        var mismatches = new Dictionary<string, Mismatch>();
        foreach (var group in alike)
        {
            var (run, number) = group.MinBy(pair => pair.Run.Commands.Length);
            var shortest = await new Shrinker(_run, capabilities, _readings).Shrink(run);
            mismatches.TryAdd(string.Join('\n', (shortest ?? run).Commands.Select(Shape)), Report(shortest ?? run, number) with { ShowsAgain = shortest is not null });
        }
        return [.. mismatches.Values.OrderBy(mismatch => mismatch.Walk)];
    }

    // Two sequences of the same operations have most likely found the same, whichever read showed it in the end.
    private static string Shape(Command command) => command is FindCommand or ListCommand ? "look" : $"{command.GetType().Name} {command.Who}";

    private Mismatch Report(SequenceRun run, int number) => new(
        number, [.. run.Commands.Select(command => command.ToString())],
        _run.Redaction.Of(run.Deviation!.Expected), _run.Redaction.Of(run.Deviation.Actual),
        run.Exchanges, [.. run.Exchanges.Select(_run.Curl)]);

    private string? Stopped(SequenceRun[] made, int count)
    {
        var reason = _run.Stopped ?? _run.Transport.Down ?? made.FirstOrDefault(run => run.Stopped is not null)?.Stopped;
        return made.Length == count ? null
            : reason is not null ? _run.Redaction.Of(reason)
            : $"{RunResult.Counted(made.Count(walk => walk.Deviation is not null), "run", "runs")} found something, and more would hardly find anything else.";
    }
}
