using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Updates;

/// <summary>What an update makes of a record: the sent fields change, the server sets its own, nothing else does.</summary>
internal sealed class PartialUpdate(OperationPlan operation)
{
    private readonly ResourcePlan _resource = operation.Resource;
    private readonly Deletion _deletion = new(operation.Resource);
    private readonly CollectionUpdate?[] _collections = [.. operation.Resource.Fields.Select(field => field.IsCollection ? new CollectionUpdate(field) : null)];
    private readonly UpdateTime?[] _times = [.. operation.Resource.Fields.Select(field => field.Field.SetOn is null ? null : new UpdateTime(field))];
    private readonly ModeFlag _unsentCleared = operation.Rules[Behaviors.PartialUpdate, "unsent-cleared"];

    /// <summary>The record after the update.</summary>
    /// <param name="bound">What the update says.</param>
    /// <param name="before">The record before.</param>
    /// <param name="reactivates">Whether it would make a deleted record active again.</param>
    /// <param name="except">The fields to leave alone.</param>
    /// <param name="context">The operation.</param>
    public Record After(BoundRecord bound, Record before, bool reactivates, FieldPlan[] except, OperationContext context)
    {
        var staysDeleted = reactivates && _deletion.IsReactivationIgnored(context.Modes);
        var values = before.Unchanged();
        foreach (var field in _resource.Fields)
        {
            var at = field.Index;
            if (bound.Values[at] != Sentinel.NotSent && !except.Contains(field) && !(staysDeleted && field == _resource.Active))
                values[at] = _collections[at] is { } collection ? collection.After(context, before[at], bound.Values[at]) : bound.Values[at];
            else if (_times[at]?.Moves(context.Modes) == true)
                values[at] = context.Now;
        }
        if (context.Modes[_unsentCleared])
            ClearUnsent(bound, before, values, context.Modes);
        if (bound.Unknown is { } unknown)
            values = [.. values.AsSpan(0, _resource.Fields.Length), Merged(before, unknown)];
        return before.With(values, before.Deleted && !(reactivates && !staysDeleted));
    }

    /// <summary>The record without any optional value.</summary>
    public Record AllCleared(Record record, ActiveModes modes)
    {
        var values = record.Unchanged();
        foreach (var field in _resource.Fields.Where(IsOptional))
            values[field.Index] = Cleared(field, modes);
        return record.With(values, record.Deleted);
    }

    private static ExtraMembers Merged(Record before, Dictionary<string, RawJson> sent)
    {
        var unknown = new Dictionary<string, RawJson>(before.ExtraMembers?.Members ?? sent);
        foreach (var (name, value) in sent)
            unknown[name] = value;
        return new ExtraMembers(unknown);
    }

    // The first one of which it shows; if all have their defaults, the first one loses even that.
    private void ClearUnsent(BoundRecord bound, Record before, object?[] values, ActiveModes modes)
    {
        var unsent = _resource.Fields.Where(field => IsOptional(field) && !bound.IsSent(field)).ToList();
        if (unsent.Find(field => !FieldValue.Same(Cleared(field, modes), before[field.Index])) is { } cleared)
            values[cleared.Index] = Cleared(cleared, modes);
        else if (unsent.Count > 0)
            values[unsent[0].Index] = null;
    }

    // What decides where a record is found, or is never seen, tells nothing when it is gone.
    private static bool IsOptional(FieldPlan field) =>
        field is { Written: true, Secret: false, Field: { Required: false, OnUpdate: true, Refers: null, Keyed: null } };

    private static object? Cleared(FieldPlan field, ActiveModes modes) => field.Default ?? field.Unset(modes);
}

/// <summary>A time that the server sets: an update moves that of the last update, and leaves that of the create alone.</summary>
internal sealed class UpdateTime(FieldPlan field)
{
    private readonly ModeFlag _unmoved = field.Rules[Behaviors.SetOnUpdate, "unmoved"];
    private readonly ModeFlag _moved = field.Rules[Behaviors.Fixed, "moved"];

    public bool Moves(ActiveModes modes) => field.Field.SetOn == SetOn.Create ? modes[_moved] : !modes[_unmoved];
}
