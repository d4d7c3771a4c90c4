using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>The records nested in one: they are deleted with it, unless a mode keeps them or the parent.</summary>
internal sealed class NestedRecords(ResourcePlan resource)
{
    private readonly (ResourcePlan Resource, NestedRecords Below, ModeFlag ParentKept, ModeFlag Orphaned)[] _nested =
    [
        .. resource.Nested.Select(nested => (nested, new NestedRecords(nested),
            nested.Rules[Behaviors.ParentDeleted, "refused"], nested.Rules[Behaviors.ParentDeleted, "orphaned"])),
    ];

    /// <summary>Whether a record cannot be deleted because of those under it.</summary>
    public bool IsDeleteRefused(Record record, OperationContext context) => _nested.Any(nested =>
        context.Modes[nested.ParentKept] && context.Table(nested.Resource).Children(record.Identity).Any(child => !child.Deleted));

    /// <summary>Deletes what is nested in a record.</summary>
    public void Remove(Record record, OperationContext context)
    {
        foreach (var (nested, below, _, orphaned) in _nested)
        {
            if (context.Modes[orphaned])
                continue;
            foreach (var child in context.Table(nested).Children(record.Identity))
            {
                context.Table(nested).Remove(child);
                below.Remove(child, context);
            }
        }
    }
}

/// <summary>Breakages that delete linked, referenced and linking records together with one.</summary>
internal sealed class DeleteCascade(ResourcePlan resource)
{
    private readonly (FieldPlan Field, ModeFlag Linked, ModeFlag Referenced)[] _fields =
    [
        .. resource.Fields.Where(field => field.IsRelated).Select(field =>
            (field, field.Rules[Behaviors.LinkedKept, "cascaded"], field.Rules[Behaviors.ReferencesKept, "cascaded"])),
    ];

    private readonly (FieldPlan Link, ModeFlag Linking)[] _linking =
        [.. resource.LinkedBy.Select(link => (link, link.Rules[Behaviors.LinkingKept, "cascaded"]))];

    public void Apply(Record record, OperationContext context)
    {
        foreach (var (field, linked, referenced) in _fields)
        {
            if (context.Modes[linked] && record[field.Index] is Record other)
                Deactivate(field.Target!, other.Identity, context);
            if (context.Modes[referenced] && record[field.Index] is Record[] references)
            {
                foreach (var reference in references)
                    Deactivate(field.Target!, reference.Identity, context);
            }
        }
        foreach (var (link, linking) in _linking)
        {
            if (!context.Modes[linking])
                continue;
            foreach (var other in context.Table(link.Owner).All().Where(other => other[link.Index] is Record linked && linked.Identity == record.Identity))
                Deactivate(link.Owner, other.Identity, context);
        }
    }

    private static void Deactivate(ResourcePlan resource, long identity, OperationContext context)
    {
        var table = context.Table(resource);
        if ((resource.Active ?? resource.Fields.FirstOrDefault(field => field.Field.Like == "flag")) is not { } active
            || table.At(identity) is not { } record)
            return;
        var values = record.Unchanged();
        values[active.Index] = BoxedBoolean.False;
        table.Put(record.With(values, deleted: true));
    }
}
