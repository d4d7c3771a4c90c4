using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Walks;

/// <summary>A sequence walked once: the steps that could be taken, up to the first answer that is not as predicted.</summary>
/// <param name="Taken">The steps that were taken, that of the deviation last.</param>
/// <param name="Deviation">What was not as predicted; null where all was.</param>
/// <param name="Exchanges">All of them.</param>
internal sealed record Walk(ImmutableArray<Step> Taken, Deviation? Deviation, ImmutableArray<Exchange> Exchanges)
{
    /// <summary>Why it ended before its time, or null.</summary>
    public string? Stopped { get; init; }

    /// <summary>Walks a sequence on the target. Each time it makes records of its own.</summary>
    public static async Task<Walk> Go(Run run, Ground ground, Observed observed, ImmutableArray<Step> steps)
    {
        var scene = new Scene(run, ground, observed);
        var taken = ImmutableArray.CreateBuilder<Step>();
        try
        {
            foreach (var step in steps.Where(step => scene.Session.Has(step.Who)))
            {
                if (step.Needs.Any(need => !scene.Knows(need)))
                    continue;
                var before = scene.Session.Exchanges.Count;
                var deviation = await Take(scene, step);
                if (scene.Session.Exchanges.Count > before)
                    taken.Add(step);
                if (deviation is not null)
                    return new Walk(taken.ToImmutable(), deviation, [.. scene.Session.Exchanges]);
            }
            return new Walk(taken.ToImmutable(), null, [.. scene.Session.Exchanges]);
        }
        catch (Exception end) when (end is PreconditionException or NoAnswerException or ViolationException)
        {
            return Ended(end.Message);
        }
        // Answers of a strange shape are for rules to judge.
        catch (Exception wrong)
        {
            return Ended($"The walk could make no sense of the answers ({wrong.GetType().Name}: {wrong.Message}).");
        }

        Walk Ended(string why) => new(taken.ToImmutable(), null, [.. scene.Session.Exchanges]) { Stopped = why };
    }

    private static Task<Deviation?> Take(Scene scene, Step step) => step switch
    {
        CreateStep create => new Creating(scene, create).Take(),
        ListStep list => new Listing(scene, list).Take(),
        StrangerStep stranger => Stranger.Take(scene, stranger),
        UpdateStep update when scene[update.Record] is { Life: not Life.Lost } record => new Updating(scene, step, record).Take(update),
        RepeatStep repeat when scene[repeat.Record] is { Life: Life.Live } record => new Updating(scene, step, record).Repeat(),
        ReactivateStep reactivate when scene[reactivate.Record] is { Life: Life.Deleted } record => new Updating(scene, step, record).Reactivate(),
        DeleteStep delete when scene[delete.Record] is { Life: not Life.Lost } record => new Deleting(scene, delete, record).Take(),
        FindStep find when scene[find.Record] is { Life: not Life.Lost } record => new Finding(scene, find, record).Take(),
        _ => Task.FromResult<Deviation?>(null),
    };
}
