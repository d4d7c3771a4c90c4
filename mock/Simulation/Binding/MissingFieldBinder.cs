using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>What becomes of fields that a request does not send: their first values on a create, refusals where they must be sent.</summary>
internal readonly struct MissingFieldBinder(OperationContext context)
{
    private readonly ActiveModes _modes = context.Modes;

    /// <summary>Gives every field of a new record its value.</summary>
    public void Complete(BoundRecord bound)
    {
        foreach (var field in bound.Resource.Fields)
        {
            if (bound.Values[field.Index] == Sentinel.NotSent && field.Field.Link is null)
                bound.Values[field.Index] = Initial(bound, field);
        }
        DemandAny(bound, bound.Resource);
    }

    /// <summary>Refuses an update without a field that every update must send, if a mode says so.</summary>
    public void Demand(BoundRecord bound)
    {
        foreach (var field in bound.Resource.Demanded)
        {
            if (bound.IsSent(field))
                continue;
            if (_modes[field.Closed.DemandedOnUpdate])
                bound.AddMissing(bound.NameOf(field));
            else if (_modes[field.Closed.ClearedOnUpdate])
                bound.Values[field.Index] = field.Unset(_modes);
        }
    }

    private void DemandAny(BoundRecord bound, ResourcePlan resource)
    {
        if (resource.AnyOf.IsEmpty || resource.AnyOf.Any(field => !FieldValue.IsUnset(bound.Values[field.Index])))
            return;
        if (_modes[resource.Flags.AnyNotFound])
            bound.AddError(bound.NameOf(resource.AnyOf[0]), "It is required.", 404);
        else if (_modes[resource.Flags.AnyRefused])
            bound.AddMissing(bound.NameOf(resource.AnyOf[0]));
    }

    private object? Initial(BoundRecord bound, FieldPlan field)
    {
        if (!bound.IsSent(field) && field.Field.OnCreate)
            CheckAbsent(bound, field);
        if (field.Field.References is not null)
            return Array.Empty<Record>();
        if (field is { Field: { Refers: not null, Nullable: false, Type: FieldType.Integer }, Written: true })
            return context.Initial(field) ?? ForeignKeyBinder.Tied(context, field);
        return context.Initial(field) ?? (bound.IsSent(field) ? field.Unset(_modes) : Absent(field));
    }

    private object? Absent(FieldPlan field) => _modes[field.Input.UnsetFilled] ? Sentinel.Placeholder
        : _modes[field.Input.UnsetList] ? RawJson.EmptyList
        : field.Unset(_modes);

    private void CheckAbsent(BoundRecord bound, FieldPlan field)
    {
        var flags = field.Input;
        var name = bound.NameOf(field);
        var demanded = _modes[context.Operation.Flags.OptionalDemanded] && field == context.Operation.FirstOptional;
        if ((field.Field.Required && !_modes[flags.RequiredAccepted]) || _modes[flags.OptionalRequired] || demanded)
            bound.AddMissing(name);
        else if (_modes[flags.OptionalConflict])
            bound.AddError(name, "It is required.", 409);
    }
}
