using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Updates;

/// <summary>Of two updates of one record at the same time, each changes what it sends, unless a mode lets them interfere.</summary>
internal sealed class ParallelUpdates(OperationPlan operation)
{
    private readonly ModeFlag _lastWins = operation.Rules[Behaviors.ParallelUpdates, "last-wins"];
    private readonly ModeFlag _oneRefused = operation.Rules[Behaviors.ParallelUpdates, "one-refused"];
    private readonly ModeFlag _bothLost = operation.Rules[Behaviors.ParallelUpdates, "lost"];

    /// <summary>Why the update is refused, or null.</summary>
    public string? Conflict(Record now, OperationContext context) =>
        context.Modes[_oneRefused] && Overlapped(now, context) is not null ? "Another update of it is under way." : null;

    /// <summary>The record as it was before both updates, where both of them get lost; else null.</summary>
    public Record? Lost(Record now, OperationContext context) =>
        context.Modes[_bothLost] && Overlapped(now, context) is { } read ? read.With(read.Unchanged(), read.Deleted) : null;

    /// <summary>The record that the update starts from: as it is, or as it was before the other update.</summary>
    public Record Read(Record now, OperationContext context) => context.Modes[_lastWins] ? Overlapped(now, context) ?? now : now;

    private Record? Overlapped(Record now, OperationContext context) =>
        context.Request.Overlaps ? context.Table(operation.Resource).Overlaps.Before(now) : null;
}
