using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Which records a path leads to: those that live under the parent that it names.</summary>
internal static class RecordLookup
{
    /// <summary>The record of an identity, or null where the path leads to none.</summary>
    public static Record? Find(this OperationContext context, long identity)
    {
        var resource = context.Operation.Resource;
        return context.Table(resource).Find(identity) is { } record && IsInReach(context, record)
            && !(record.Deleted && context.Modes[resource.Flags.StillListed]) ? record : null;
    }

    /// <summary>For a delete: the record that another one took away before, or null.</summary>
    public static Record? Gone(this OperationContext context, long identity)
    {
        var table = context.Table(context.Operation.Resource);
        return (table.Removed(identity) ?? table.Find(identity)) is { } record && IsInReach(context, record) && context.Find(identity) is null
            ? record : null;
    }

    /// <summary>The parent that a path names by its identity, or null where there is none.</summary>
    /// <remarks>
    /// ActiveModes that let a path below no parent pass make one of any text: <see cref="Spec.Behaviors.UnknownParent"/>, and
    /// <see cref="Spec.Behaviors.ParentDeleted"/> for one that was there.
    /// </remarks>
    public static long? Parent(this OperationContext context, string text)
    {
        var resource = context.Operation.Resource;
        var known = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var identity) && identity > 0;
        var table = context.Table(resource.Parent!);
        if (known && table.Find(identity) is { } parent && !(parent.Deleted && context.Modes[resource.Parent!.Flags.StillListed]))
            return parent.Identity;
        return context.Modes[resource.Flags.UnknownParentAccepted] || (context.Modes[resource.Flags.Orphaned] && table.Removed(identity) is not null)
            ? identity : null;
    }

    private static bool IsInReach(OperationContext context, Record record) => context.Operation.Resource.Parent is null
        || record.Parent == context.Parameters.Parent || context.Modes[context.Operation.Resource.Flags.FoundElsewhere];
}
