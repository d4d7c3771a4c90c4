using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>The records that are created and updated together with those that link them.</summary>
internal sealed class LinkedRecords(ResourcePlan resource)
{
    private readonly LinkedRecordCreate[] _creates = [.. resource.Links.Select(link => new LinkedRecordCreate(link))];

    /// <summary>Adds what is wrong with the linked records of a create.</summary>
    public void AddConflicts(List<FieldError> conflicts, BoundRecord bound, OperationContext context)
    {
        foreach (var create in _creates)
            create.AddConflicts(conflicts, bound, context);
    }

    /// <summary>Stores the linked records of a create, and links them.</summary>
    public void Store(BoundRecord bound, OperationContext context)
    {
        // In the order in which the request names them.
        foreach (var (link, linked) in bound.Linked ?? [])
            bound.Values[link] = linked.Existing ?? Array.Find(_creates, create => create.Link.Index == link)!.Store(linked, context);
    }

    /// <summary>Stores the linked records of a create that is refused, in a breakage that does so.</summary>
    public void StoreDespite(CreateRefusal refusal, BoundRecord bound, OperationContext context)
    {
        foreach (var create in _creates)
            create.StoreDespite(refusal, bound, context);
    }

    /// <summary>Whether a breakage stores linked records though a create is refused.</summary>
    public bool AreStoredDespite(CreateRefusal refusal, ActiveModes modes) => _creates.Any(create => create.IsStoredDespite(refusal, modes));

    /// <summary>Carries out what an update says of linked records.</summary>
    public static void Update(BoundRecord bound, Record before, OperationContext context)
    {
        if (bound.Linked is null)
            return;
        foreach (var (link, linked) in bound.Linked)
        {
            var table = context.Table(linked.Resource);
            if (before[link] is Record was && table.At(was.Identity) is { } now)
                table.Put(now.With(linked.Values, now.Deleted));
        }
    }
}

/// <summary>Why a create is refused.</summary>
internal enum CreateRefusal
{
    Conflict,
    Invalid,
    Forbidden,
}

/// <summary>The record of one link, when it is created together with the linking one.</summary>
internal sealed class LinkedRecordCreate(FieldPlan link)
{
    private readonly ModeFlag _notStored = link.Rules[Behaviors.LinkedCreate, "not-stored"];
    private readonly ModeFlag _conflictLeaves = link.Rules[Behaviors.LinkedRefusal, "conflict-leaves"];
    private readonly ModeFlag _invalidLeaves = link.Rules[Behaviors.LinkedRefusal, "invalid-leaves"];
    private readonly ModeFlag _forbiddenLeaves = link.Rules[Behaviors.LinkedRefusal, "forbidden-leaves"];
    private readonly (UniqueConstraint Constraint, ModeFlag TakenForExisting, ModeFlag SecondStored)[] _unique =
    [
        .. link.Linked.Where(field => field.Inner.Field.Unique).Select(field => (new UniqueConstraint(field.Inner),
            field.Rules[Behaviors.LinkedDuplicate, "linked"], field.Rules[Behaviors.LinkedDuplicate, "second-record"])),
    ];

    public FieldPlan Link => link;

    public void AddConflicts(List<FieldError> conflicts, BoundRecord bound, OperationContext context)
    {
        if (bound.Linked?.GetValueOrDefault(link.Index) is not { } linked)
            return;
        foreach (var (constraint, takenForExisting, secondStored) in _unique)
        {
            if (context.Modes[secondStored])
                continue;
            var field = constraint.Field;
            var conflict = constraint.Conflict(linked.Values[field.Index], context.Table(link.Target!), context.Modes);
            if (conflict.Status == 409 && context.Modes[takenForExisting])
                linked.Existing = conflict.With;
            else if (conflict.Status != 0)
                conflicts.Add(conflict.AsError(linked.Names[field.Index] ?? link.Field.Link!.FlatName(field.Field)));
        }
    }

    public bool IsStoredDespite(CreateRefusal refusal, ActiveModes modes) => modes[refusal switch
    {
        CreateRefusal.Conflict => _conflictLeaves,
        CreateRefusal.Invalid => _invalidLeaves,
        _ => _forbiddenLeaves,
    }];

    public void StoreDespite(CreateRefusal refusal, BoundRecord bound, OperationContext context)
    {
        if (!IsStoredDespite(refusal, context.Modes) || bound.Linked?.GetValueOrDefault(link.Index) is not { Errors.Count: 0 } linked)
            return;
        context.Write(() =>
        {
            Store(linked, context);
            return context.Refusal(409, "");
        });
    }

    /// <summary>Stores the linked record.</summary>
    public Record Store(BoundRecord linked, OperationContext context)
    {
        var table = context.Table(link.Target!);
        var record = new Record(table.NextIdentity(), linked.Values, block: table.Block);
        if (context.Modes[_notStored])
            table.Skip(record.Identity);
        else
            table.Put(table.Histories?.Created(record, table) ?? record);
        return record;
    }
}
