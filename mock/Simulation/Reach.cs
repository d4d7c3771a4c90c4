using System.Globalization;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Which records a path leads to: those that live under the parent that it names.</summary>
internal static class Reach
{
    /// <summary>The record of an identity, or null where the path leads to none.</summary>
    public static Record? Find(this Call call, long identity)
    {
        var resource = call.Operation.Resource;
        return call.Table(resource).Find(identity) is { } record && IsInReach(call, record)
            && !(record.Deleted && call.Modes[resource.Gates.StillListed]) ? record : null;
    }

    /// <summary>For a delete: the record that another one took away before, or null.</summary>
    public static Record? Gone(this Call call, long identity)
    {
        var table = call.Table(call.Operation.Resource);
        return (table.Removed(identity) ?? table.Find(identity)) is { } record && IsInReach(call, record) && call.Find(identity) is null
            ? record : null;
    }

    /// <summary>The parent that a path names by its identity, or null where there is none.</summary>
    /// <remarks>
    /// Modes that let a path below no parent pass make one of any text: <see cref="Spec.Behaviors.UnknownParent"/>, and
    /// <see cref="Spec.Behaviors.ParentDeleted"/> for one that was there.
    /// </remarks>
    public static long? Parent(this Call call, string text)
    {
        var resource = call.Operation.Resource;
        var known = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var identity) && identity > 0;
        var table = call.Table(resource.Parent!);
        if (known && table.Find(identity) is { } parent && !(parent.Deleted && call.Modes[resource.Parent!.Gates.StillListed]))
            return parent.Identity;
        return call.Modes[resource.Gates.UnknownParentAccepted] || (call.Modes[resource.Gates.Orphaned] && table.Removed(identity) is not null)
            ? identity : null;
    }

    private static bool IsInReach(Call call, Record record) => call.Operation.Resource.Parent is null
        || record.Parent == call.Asked.Parent || call.Modes[call.Operation.Resource.Gates.FoundElsewhere];
}
