using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>
/// Makes random walks beside the rules: sequences of operations whose every answer a small model of its own predicts, by the
/// readings that the rules observed. What is not as predicted is walked again and again until the shortest way to it is known.
/// </summary>
internal sealed class Walker
{
    private const int AtOnce = 8;

    // What walks find on a broken target is mostly the same over and over: after so many the rest would tell nothing new.
    private const int Enough = 25;
    private const int MostShrunk = 10;

    private readonly Run _run;
    private readonly Observed _observed;
    private readonly IProgress<Walk>? _progress;
    private readonly int _enough;

    private Walker(Run run, IEnumerable<RuleResult> results, IProgress<Walk>? progress, int enough)
    {
        _run = run;
        _enough = enough;
        _observed = new Observed(run.Contract, results);
        _progress = progress;
    }

    /// <summary>Makes so many walks; the same seed makes the same sequences.</summary>
    /// <param name="run">The run.</param>
    /// <param name="results">What its rules came to.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The source of chance.</param>
    /// <param name="progress">Is told of each walk.</param>
    /// <param name="enough">No further walks are begun once so many have found something.</param>
    public static Task<WalkResult> Walk(
        Run run, IEnumerable<RuleResult> results, int count, int seed, IProgress<Walk>? progress = null, int enough = Enough) =>
        new Walker(run, results, progress, enough).Walk(count, seed);

    private async Task<WalkResult> Walk(int count, int seed)
    {
        if (_run.Options.Mode == RunMode.ReadOnly)
            return new WalkResult(0, 0, seed, []) { Stopped = "A walk creates, updates and deletes records, and read-only mode sends none of that; --mode full would." };
        Ground ground;
        try
        {
            await _run.Prepare();
            ground = Ground.Of(new Session(_run));
        }
        catch (Exception wrong) when (wrong is PreconditionException or NoAnswerException)
        {
            return new WalkResult(0, 0, seed, []) { Stopped = _run.Redaction.Of(wrong.Message) };
        }
        if (ground.Resources.IsEmpty)
            return new WalkResult(0, 0, seed, []) { Stopped = "The API offers no create, so there is nothing to walk with." };
        var walks = await All(ground, count, seed);
        var made = walks.OfType<Walk>().ToArray();
        return new WalkResult(made.Length, made.Sum(walk => walk.Taken.Length), seed, await Shorten(ground, walks))
        {
            Found = made.Count(walk => walk.Deviation is not null),
            Ended = made.Count(walk => walk.Stopped is not null),
            Stopped = Stopped(made, count),
        };
    }

    // One source of chance for each walk, so that a walk is the same whatever the others do.
    private async Task<Walk?[]> All(Ground ground, int count, int seed)
    {
        var seeds = new Random(seed);
        var sources = Enumerable.Range(0, count).Select(_ => seeds.Next()).ToArray();
        var walks = new Walk?[count];
        var found = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (at, _) =>
        {
            if (Volatile.Read(ref found) >= _enough || IsOver)
                return;
            var walk = await Walks.Walk.Go(_run, ground, _observed, Generator.Make(ground, new Random(sources[at])));
            if (walk.Deviation is not null)
                Interlocked.Increment(ref found);
            walks[at] = walk;
            _progress?.Report(walk);
        });
        return walks;
    }

    private bool IsOver => _run.Stopped is not null || _run.Transport.Down is not null;

    private async Task<ImmutableArray<Mismatch>> Shorten(Ground ground, Walk?[] walks)
    {
        // The shortest of those that look alike, first of those that look rarest.
        var alike = walks.Select((walk, at) => (Walk: walk!, Number: at + 1)).Where(pair => pair.Walk?.Deviation is not null)
            .GroupBy(pair => (pair.Walk.Deviation!.Aspect, pair.Walk.Deviation.Resource, pair.Walk.Deviation.Kind))
            .OrderBy(group => group.Count()).Take(MostShrunk);
        var mismatches = new Dictionary<string, Mismatch>();
        foreach (var group in alike)
        {
            var (walk, number) = group.MinBy(pair => pair.Walk.Taken.Length);
            var shortest = await new Shrinker(_run, ground, _observed).Shrink(walk);
            mismatches.TryAdd(string.Join('\n', (shortest ?? walk).Taken.Select(Shape)), Told(shortest ?? walk, number) with { ShowsAgain = shortest is not null });
        }
        return [.. mismatches.Values.OrderBy(mismatch => mismatch.Walk)];
    }

    // Two sequences of the same operations have most likely found the same, whichever way they looked at it in the end.
    private static string Shape(Step step) => step is FindStep or ListStep ? "look" : $"{step.GetType().Name} {step.Who}";

    private Mismatch Told(Walk walk, int number) => new(
        number, [.. walk.Taken.Select(step => step.ToString())],
        _run.Redaction.Of(walk.Deviation!.Expected), _run.Redaction.Of(walk.Deviation.Actual),
        walk.Exchanges, [.. walk.Exchanges.Select(_run.Curl)]);

    private string? Stopped(Walk[] made, int count)
    {
        var reason = _run.Stopped ?? _run.Transport.Down ?? made.FirstOrDefault(walk => walk.Stopped is not null)?.Stopped;
        return made.Length == count ? null
            : reason is not null ? _run.Redaction.Of(reason)
            : $"{RunResult.Counted(made.Count(walk => walk.Deviation is not null), "walk", "walks")} found something, and more would hardly find anything else.";
    }
}
