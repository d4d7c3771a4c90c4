using System.Collections.Immutable;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>Makes a sequence shorter for as long as it still shows the same: without chunks, single commands, and values that commands send.</summary>
internal sealed class Shrinker(Run run, Capabilities capabilities, KnownReadings readings)
{
    // Each is a run on the target.
    private const int MostReplays = 200;

    private int _replays;

    /// <summary>The shortest run that was found to show a deviation; null where it does not show again.</summary>
    public async Task<SequenceRun?> Shrink(SequenceRun found)
    {
        var best = await Replay(found, found.Commands);
        if (best is null)
            return null;
        for (var before = int.MaxValue; Weight(best) < before && _replays < MostReplays;)
        {
            before = Weight(best);
            best = await Simplify(await Remove(best));
        }
        return best;
    }

    // Halves first, then ever smaller chunks, down to single commands. The last one is the one that shows it.
    private async Task<SequenceRun> Remove(SequenceRun best)
    {
        for (var size = Math.Max(1, best.Commands.Length / 2); ; size /= 2)
        {
            for (var end = best.Commands.Length - 1; end > 0 && _replays < MostReplays;)
            {
                var from = Math.Max(0, end - size);
                if (await Replay(best, Connected(best.Commands.RemoveRange(from, end - from))) is { } shorter)
                    best = shorter;
                end = Math.Min(from, best.Commands.Length - 1);
            }
            if (size <= 1)
                return best;
        }
    }

    private async Task<SequenceRun> Simplify(SequenceRun best)
    {
        for (var at = 0; at < best.Commands.Length; at++)
        {
            foreach (var simpler in Simpler(best.Commands[at]))
            {
                if (_replays < MostReplays && await Replay(best, best.Commands.SetItem(at, simpler)) is { } shorter && shorter.Commands.Length <= best.Commands.Length)
                {
                    best = shorter;
                    at = -1;
                    break;
                }
            }
        }
        return best;
    }

    private async Task<SequenceRun?> Replay(SequenceRun best, ImmutableArray<Command> commands)
    {
        _replays++;
        var again = await SequenceRun.Start(run, capabilities, readings, commands);
        return again.Deviation is { } deviation && deviation.IsLike(best.Deviation!) ? again : null;
    }

    // What needs a record that is made no more goes as well.
    private static ImmutableArray<Command> Connected(ImmutableArray<Command> commands)
    {
        var made = new HashSet<Symbol>();
        var kept = ImmutableArray.CreateBuilder<Command>();
        foreach (var command in commands.Where(command => command.Requires.All(made.Contains)))
        {
            kept.Add(command);
            made.UnionWith(command.Creates);
        }
        return kept.ToImmutable();
    }

    private static int Weight(SequenceRun found) => found.Commands.Sum(command => 10 + Choices(command).Length);

    private static ImmutableArray<ValueChoice> Choices(Command command) => command switch
    {
        CreateCommand create => create.Choices,
        UpdateCommand update => update.Choices,
        _ => [],
    };

    // Fewer values first, then values that need no other record.
    private static IEnumerable<Command> Simpler(Command command)
    {
        switch (command)
        {
            case CreateCommand create:
                foreach (var choice in create.Choices)
                    yield return create with { Choices = create.Choices.Remove(choice) };
                break;
            case UpdateCommand { Choices.Length: > 1 } update:
                foreach (var choice in update.Choices)
                    yield return update with { Choices = update.Choices.Remove(choice) };
                break;
            default:
                break;
        }
    }
}
