using System.Collections.Immutable;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>One run of a sequence: the commands that could be sent, up to the first answer that is not as predicted.</summary>
/// <param name="Commands">The commands that were sent, that of the deviation last.</param>
/// <param name="Deviation">What was not as predicted; null where all was.</param>
/// <param name="Exchanges">All of them.</param>
internal sealed record SequenceRun(ImmutableArray<Command> Commands, Deviation? Deviation, ImmutableArray<Exchange> Exchanges)
{
    /// <summary>Why it ended early, or null.</summary>
    public string? Stopped { get; init; }

    /// <summary>Runs a sequence on the target. Each run makes records of its own.</summary>
    public static async Task<SequenceRun> Start(Run run, Capabilities capabilities, KnownReadings readings, ImmutableArray<Command> commands)
    {
        var context = new CommandContext(run, capabilities, readings);
        var sent = ImmutableArray.CreateBuilder<Command>();
        try
        {
            foreach (var command in commands.Where(command => context.Session.Has(command.Who)))
            {
                if (command.Requires.Any(need => !context.Knows(need)))
                    continue;
                var before = context.Session.Exchanges.Count;
                var deviation = await Execute(context, command);
                if (context.Session.Exchanges.Count > before)
                    sent.Add(command);
                if (deviation is not null)
                    return new SequenceRun(sent.ToImmutable(), deviation, [.. context.Session.Exchanges]);
            }
            return new SequenceRun(sent.ToImmutable(), null, [.. context.Session.Exchanges]);
        }
        catch (Exception end) when (end is PreconditionException or NoAnswerException or ViolationException)
        {
            return Ended(end.Message);
        }
        // Answers of a strange shape are for rules to judge.
        catch (Exception wrong)
        {
            return Ended($"The sequence could make no sense of the answers ({wrong.GetType().Name}: {wrong.Message}).");
        }

        SequenceRun Ended(string why) => new(sent.ToImmutable(), null, [.. context.Session.Exchanges]) { Stopped = why };
    }

    private static Task<Deviation?> Execute(CommandContext context, Command command) => command switch
    {
        CreateCommand create => new CreateExecution(context, create).Run(),
        ListCommand list => new ListExecution(context, list).Run(),
        UnknownRecordCommand unknown => UnknownRecordExecution.Run(context, unknown),
        UpdateCommand update when context[update.Record] is { State: not RecordLifecycle.Unknown } record => new UpdateExecution(context, command, record).Run(update),
        RepeatUpdateCommand repeat when context[repeat.Record] is { State: RecordLifecycle.Existing } record => new UpdateExecution(context, command, record).Repeat(),
        ReactivateCommand reactivate when context[reactivate.Record] is { State: RecordLifecycle.Deactivated } record => new UpdateExecution(context, command, record).Reactivate(),
        DeleteCommand delete when context[delete.Record] is { State: not RecordLifecycle.Unknown } record => new DeleteExecution(context, delete, record).Run(),
        FindCommand find when context[find.Record] is { State: not RecordLifecycle.Unknown } record => new FindExecution(context, find, record).Run(),
        _ => Task.FromResult<Deviation?>(null),
    };
}
