using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Walks;

/// <summary>Makes a sequence shorter for as long as it still shows the same: without chunks, without steps, without what steps send.</summary>
internal sealed class Shrinker(Run run, Ground ground, Observed observed)
{
    // Each is a walk on the target.
    private const int MostReplays = 200;

    private int _replays;

    /// <summary>The shortest walk that was found to show a deviation; null where it does not show again.</summary>
    public async Task<Walk?> Shrink(Walk walk)
    {
        var best = await Replay(walk, walk.Taken);
        if (best is null)
            return null;
        for (var before = int.MaxValue; Weight(best) < before && _replays < MostReplays;)
        {
            before = Weight(best);
            best = await Simplify(await Remove(best));
        }
        return best;
    }

    // Halves first, then ever smaller chunks, down to single steps. The last step is the one that shows it.
    private async Task<Walk> Remove(Walk best)
    {
        for (var size = Math.Max(1, best.Taken.Length / 2); ; size /= 2)
        {
            for (var end = best.Taken.Length - 1; end > 0 && _replays < MostReplays;)
            {
                var from = Math.Max(0, end - size);
                if (await Replay(best, Connected(best.Taken.RemoveRange(from, end - from))) is { } shorter)
                    best = shorter;
                end = Math.Min(from, best.Taken.Length - 1);
            }
            if (size <= 1)
                return best;
        }
    }

    private async Task<Walk> Simplify(Walk best)
    {
        for (var at = 0; at < best.Taken.Length; at++)
        {
            foreach (var simpler in Simpler(best.Taken[at]))
            {
                if (_replays < MostReplays && await Replay(best, best.Taken.SetItem(at, simpler)) is { } found && found.Taken.Length <= best.Taken.Length)
                {
                    best = found;
                    at = -1;
                    break;
                }
            }
        }
        return best;
    }

    private async Task<Walk?> Replay(Walk best, ImmutableArray<Step> steps)
    {
        _replays++;
        var again = await Walk.Go(run, ground, observed, steps);
        return again.Deviation is { } deviation && deviation.IsLike(best.Deviation!) ? again : null;
    }

    // What needs a record that is made no more goes as well.
    private static ImmutableArray<Step> Connected(ImmutableArray<Step> steps)
    {
        var made = new HashSet<Symbol>();
        var kept = ImmutableArray.CreateBuilder<Step>();
        foreach (var step in steps.Where(step => step.Needs.All(made.Contains)))
        {
            kept.Add(step);
            made.UnionWith(step.Makes);
        }
        return kept.ToImmutable();
    }

    private static int Weight(Walk walk) => walk.Taken.Sum(step => 10 + Choices(step).Length);

    private static ImmutableArray<Choice> Choices(Step step) => step switch
    {
        CreateStep create => create.Choices,
        UpdateStep update => update.Choices,
        _ => [],
    };

    // Fewer values first, then values that need no other record.
    private static IEnumerable<Step> Simpler(Step step)
    {
        switch (step)
        {
            case CreateStep create:
                foreach (var choice in create.Choices)
                    yield return create with { Choices = create.Choices.Remove(choice) };
                break;
            case UpdateStep { Choices.Length: > 1 } update:
                foreach (var choice in update.Choices)
                    yield return update with { Choices = update.Choices.Remove(choice) };
                break;
            default:
                break;
        }
    }
}
