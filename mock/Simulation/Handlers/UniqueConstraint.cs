using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>No two records have the same value in a field: all that the mock does about it, in every mode.</summary>
internal sealed class UniqueConstraint(FieldPlan field)
{
    private readonly ModeFlag _accepted = field.Rules[Behaviors.Unique, "accepted"];
    private readonly ModeFlag _updateAccepted = field.Rules[Behaviors.UniqueOnUpdate, "accepted"];
    private readonly ModeFlag _ownConflict = field.Rules[Behaviors.UniqueOwnValue, "conflict"];
    private readonly ModeFlag _caseExact = field.Rules[Behaviors.UniqueCase, "exact"];
    private readonly ModeFlag _caseBadRequest = field.Rules[Behaviors.UniqueCase, "bad-request"];
    private readonly ModeFlag _unsetConflict = field.Rules[Behaviors.UniqueUnset, "conflict"];
    private readonly ModeFlag _unsetBadRequest = field.Rules[Behaviors.UniqueUnset, "bad-request"];
    private readonly ModeFlag _scopeVendor = field.Rules[Behaviors.UniqueScope, "vendor"];
    private readonly ModeFlag _scopeBadRequest = field.Rules[Behaviors.UniqueScope, "bad-request"];
    private readonly ModeFlag _halfApplied = field.Rules[Behaviors.UniqueRefusal, "half-applied"];
    private readonly ModeFlag _deletedFree = field.Rules[Behaviors.UniqueDeleted, "free"];
    private readonly ModeFlag _deletedBadRequest = field.Rules[Behaviors.UniqueDeleted, "bad-request"];
    private readonly ModeFlag _race = field.Rules[Behaviors.UniqueParallel, "race"];
    private readonly LooseEquality _loose = new(field);

    public FieldPlan Field => @field;

    /// <summary>Whether an update that is refused because of this field changes the others all the same.</summary>
    public bool IsRefusalHalfApplied(ActiveModes modes) => modes[_halfApplied];

    /// <summary>What is wrong with the value that a create sends, or null.</summary>
    public FieldError? CheckCreate(BoundRecord bound, OperationContext context)
    {
        var modes = context.Modes;
        var value = bound.Values[field.Index];
        if (FieldValue.IsUnset(value))
            return CheckUnset(bound, context);
        if (modes[_accepted] || (context.Request.Overlaps && modes[_race]))
            return null;
        var name = bound.NameOf(field);
        return Conflict(value, context.Table(field.Owner), modes) is { Status: not 0 } conflict ? conflict.AsError(name)
            : IsTakenInOtherSilo(value, context, _scopeVendor) ? new FieldError(name, "A record of another silo has it.", 409)
            : IsTakenInOtherSilo(value, context, _scopeBadRequest) ? new FieldError(name, "A record of another silo has it.")
            : null;
    }

    /// <summary>What is wrong with the value that an update sends, or null.</summary>
    public FieldError? CheckUpdate(BoundRecord bound, Record before, OperationContext context)
    {
        var modes = context.Modes;
        var value = bound.Values[field.Index];
        if (value == Sentinel.NotSent || FieldValue.IsUnset(value))
            return null;
        var conflict = modes[_updateAccepted] ? default : Conflict(value, context.Table(field.Owner), modes, before);
        if (conflict.Status == 0 && (IsTakenInOtherSilo(value, context, _scopeVendor)
            || (modes[_ownConflict] && FieldValue.Same(value, before[field.Index]))))
            conflict = new UniqueConflict(409, before);
        return conflict.Status == 0 ? null : conflict.AsError(bound.NameOf(field));
    }

    /// <summary>The conflict of a value with the records of a table; its status is 0 where there is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="table">The records.</param>
    /// <param name="modes">The modes in force.</param>
    /// <param name="self">The record that gets the value, which is in no conflict with itself.</param>
    public UniqueConflict Conflict(object? value, Table table, ActiveModes modes, Record? self = null)
    {
        var conflict = default(UniqueConflict);
        foreach (var other in _loose.IsInForce(modes) ? _loose.Matches(table, value, modes) : table.FindByValue(field, value))
        {
            // What is alike in another way than by letter case is as good as the same.
            var sameCase = FieldValue.Same(other[field.Index], value)
                || !string.Equals(FieldValue.Text(other[field.Index]), FieldValue.Text(value), StringComparison.OrdinalIgnoreCase);
            if (other.Identity == self?.Identity
                || (!sameCase && modes[_caseExact])
                || (other.Deleted && modes[_deletedFree])
                || table.Histories?.IsUnguarded(other, field) == true)
                continue;
            var badRequest = (!sameCase && modes[_caseBadRequest]) || (other.Deleted && modes[_deletedBadRequest]);
            if (!badRequest)
                return new UniqueConflict(409, other);
            conflict = new UniqueConflict(400, other);
        }
        return conflict;
    }

    // No value is unique, too, in some modes.
    private FieldError? CheckUnset(BoundRecord bound, OperationContext context)
    {
        var isConflict = context.Modes[_unsetConflict];
        return (isConflict || context.Modes[_unsetBadRequest]) && IsAnotherUnset(context.Table(field.Owner))
            ? new FieldError(bound.NameOf(field), "Another record has no value either.", isConflict ? 409 : 400) : null;
    }

    // Records of the seed may have none: a second one is what somebody created.
    private bool IsAnotherUnset(Table table)
    {
        for (var identity = table.Last; identity > table.Seeded; identity--)
        {
            if (table.At(identity) is { } record && FieldValue.IsUnset(record[field.Index]))
                return true;
        }
        return false;
    }

    private bool IsTakenInOtherSilo(object? value, OperationContext context, ModeFlag scope) => context.Modes[scope]
        && context.OtherStores(scope).Any(store => Conflict(value, store.Tables[field.Owner.Index], context.Modes).Status != 0);
}

/// <summary>Another record has a value that must be unique.</summary>
/// <param name="Status">The status that it calls for; 0 where there is no conflict.</param>
/// <param name="With">The record that has the value.</param>
internal readonly record struct UniqueConflict(int Status, Record? With)
{
    public FieldError AsError(string name) => new(name, "Another record has it.", Status);
}
