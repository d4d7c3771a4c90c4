using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>What becomes of fields that a request does not send: their first values on a create, refusals where they must be sent.</summary>
internal readonly struct Completion(Call call)
{
    private readonly Modes _modes = call.Modes;

    /// <summary>Gives every field of a new record its value.</summary>
    public void Complete(Draft draft)
    {
        foreach (var field in draft.Resource.Fields)
        {
            if (draft.Values[field.Index] == Mark.NotSent && field.Field.Link is null)
                draft.Values[field.Index] = Initial(draft, field);
        }
        DemandAny(draft, draft.Resource);
    }

    /// <summary>Refuses an update without a field that every update must send, if a mode says so.</summary>
    public void Demand(Draft draft)
    {
        foreach (var field in draft.Resource.Demanded)
        {
            if (draft.IsSent(field))
                continue;
            if (_modes[field.Closed.DemandedOnUpdate])
                draft.Demand(draft.NameOf(field));
            else if (_modes[field.Closed.ClearedOnUpdate])
                draft.Values[field.Index] = field.Unset(_modes);
        }
    }

    private void DemandAny(Draft draft, ResourcePlan resource)
    {
        if (resource.AnyOf.IsEmpty || resource.AnyOf.Any(field => !Values.IsUnset(draft.Values[field.Index])))
            return;
        if (_modes[resource.Gates.AnyNotFound])
            draft.Fail(draft.NameOf(resource.AnyOf[0]), "It is required.", 404);
        else if (_modes[resource.Gates.AnyRefused])
            draft.Demand(draft.NameOf(resource.AnyOf[0]));
    }

    private object? Initial(Draft draft, FieldPlan field)
    {
        if (!draft.IsSent(field) && field.Field.OnCreate)
            CheckAbsent(draft, field);
        if (field.Field.References is not null)
            return Array.Empty<Record>();
        if (field is { Field: { Refers: not null, Nullable: false, Type: FieldType.Integer }, Written: true })
            return call.Initial(field) ?? RefersIntake.Tied(call, field);
        return call.Initial(field) ?? (draft.IsSent(field) ? field.Unset(_modes) : Absent(field));
    }

    private object? Absent(FieldPlan field) => _modes[field.Input.UnsetFilled] ? Mark.Placeholder
        : _modes[field.Input.UnsetList] ? Verbatim.EmptyList
        : field.Unset(_modes);

    private void CheckAbsent(Draft draft, FieldPlan field)
    {
        var gates = field.Input;
        var name = draft.NameOf(field);
        var demanded = _modes[call.Operation.Gates.OptionalDemanded] && field == call.Operation.FirstOptional;
        if ((field.Field.Required && !_modes[gates.RequiredAccepted]) || _modes[gates.OptionalRequired] || demanded)
            draft.Demand(name);
        else if (_modes[gates.OptionalConflict])
            draft.Fail(name, "It is required.", 409);
    }
}
