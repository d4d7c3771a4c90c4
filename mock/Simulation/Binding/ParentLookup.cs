using System.Globalization;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>The parents of nested records.</summary>
internal sealed class ParentLookup(ResourcePlan resource)
{
    private readonly ModeFlag _unknownAccepted = resource.Rules[Behaviors.UnknownParent, "accepted"];
    private readonly ModeFlag _orphaned = resource.Rules[Behaviors.ParentDeleted, "orphaned"];
    private readonly ModeFlag _foundUnderOthers = resource.Rules[Behaviors.OtherParent, "found"];
    private readonly Deletion _deletion = new(resource.Parent!);

    /// <summary>The parent that a path names by its identity, or null where there is none, though a mode may make do without one.</summary>
    public long? Find(OperationContext context, string text)
    {
        var isIdentity = resource.Parent!.IdentityNames is null
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var identity) && identity > 0
            : (identity = context.Table(resource.Parent).NumberOf(text) ?? 0) > 0;
        return Find(context, identity, isIdentity);
    }

    /// <summary>The parent of this number, or null as above.</summary>
    public long? Find(OperationContext context, long identity) => Find(context, identity, isIdentity: identity > 0);

    private long? Find(OperationContext context, long identity, bool isIdentity)
    {
        var table = context.Table(resource.Parent!);
        if (isIdentity && table.Find(identity) is { } parent && _deletion.IsFound(parent, context.Modes))
            return parent.Identity;
        return context.Modes[_unknownAccepted] || (context.Modes[_orphaned] && table.Removed(identity) is not null) ? identity : null;
    }

    /// <summary>Whether a record is found below the parent that the path names.</summary>
    public bool IsBelow(OperationContext context, Record record) =>
        record.Parent == context.Parameters.Parent || context.Modes[_foundUnderOthers];
}
