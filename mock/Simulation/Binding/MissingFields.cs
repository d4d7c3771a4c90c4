using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>What becomes of fields that a create does not send: they are refused where they are required, else they get their first values.</summary>
internal sealed class MissingOnCreate(OperationPlan operation)
{
    private readonly MissingField[] _fields =
        [.. operation.Resource.Fields.Where(field => field.Field.Link is null).Select(field => new MissingField(operation, field))];
    private readonly ModeFlag _anyRefused = operation.Resource.Rules[Behaviors.AnyRequired, "refused"];
    private readonly ModeFlag _anyNotFound = operation.Resource.Rules[Behaviors.AnyRequired, "not-found"];

    /// <summary>Gives every field of a new record its value.</summary>
    public void Bind(BoundRecord bound, OperationContext context)
    {
        foreach (var field in _fields)
            field.Bind(bound, context);
        RequireAny(bound, operation.Resource.AnyOf, context.Modes);
    }

    private void RequireAny(BoundRecord bound, ImmutableArray<FieldPlan> fields, ActiveModes modes)
    {
        if (fields.IsEmpty || fields.Any(field => !FieldValue.IsUnset(bound.Values[field.Index])))
            return;
        if (modes[_anyNotFound])
            bound.AddError(bound.NameOf(fields[0]), "It is required.", 404);
        else if (modes[_anyRefused])
            bound.AddMissing(bound.NameOf(fields[0]));
    }
}

/// <summary>One field that a create may not send.</summary>
internal sealed class MissingField(OperationPlan operation, FieldPlan field)
{
    private readonly InitialValue _initial = new(field);
    private readonly ModeFlag _requiredAccepted = field.Rules[Behaviors.Required, "accepted"];
    private readonly ModeFlag _optionalRequired = field.Rules[Behaviors.Optional, "required"];
    private readonly ModeFlag _optionalConflict = field.Rules[Behaviors.Optional, "conflict"];
    private readonly ModeFlag _unsetFilled = field.Rules[Behaviors.Unset, "filled"];
    private readonly ModeFlag _unsetList = field.Rules[Behaviors.Unset, "list"];

    // A breakage of the create demands the first optional field alone.
    private readonly ModeFlag _firstOptionalRequired = field == FirstOptional(operation.Resource)
        ? operation.Rules[Behaviors.MinimalCreate, "optional-demanded"] : default;

    public void Bind(BoundRecord bound, OperationContext context)
    {
        if (bound.Values[field.Index] != Sentinel.NotSent)
            return;
        if (!bound.IsSent(field) && field.Field.OnCreate)
            Require(bound, context.Modes);
        bound.Values[field.Index] = First(bound, context);
    }

    private void Require(BoundRecord bound, ActiveModes modes)
    {
        if ((field.Field.Required && !modes[_requiredAccepted]) || modes[_optionalRequired] || modes[_firstOptionalRequired])
            bound.AddMissing(bound.NameOf(field));
        else if (modes[_optionalConflict])
            bound.AddError(bound.NameOf(field), "It is required.", 409);
    }

    private object? First(BoundRecord bound, OperationContext context)
    {
        if (field.Field.References is not null)
            return Array.Empty<Record>();
        if (field is { Field: { Refers: not null, Nullable: false, Type: not FieldType.Identities }, Written: true })
            return _initial.Of(context) ?? ForeignKeyBinder.Implied(field, context);
        return _initial.Of(context) ?? (bound.IsSent(field) ? field.Unset(context.Modes) : Absent(context.Modes));
    }

    private object? Absent(ActiveModes modes) => modes[_unsetFilled] ? Sentinel.Placeholder
        : modes[_unsetList] ? RawJson.EmptyList
        : field.Unset(modes);

    private static FieldPlan? FirstOptional(ResourcePlan resource) => resource.Fields.FirstOrDefault(
        field => field is { Written: true, Field: { Required: false, Refers: null } } && !resource.AnyOf.Contains(field));
}

/// <summary>Fields that an update may have to send though it changes others.</summary>
internal sealed class MissingOnUpdate(ResourcePlan resource)
{
    private readonly (FieldPlan Field, ModeFlag Required, ModeFlag Cleared)[] _fields =
    [
        .. resource.Fields.Where(field => field.Rules.Has(Behaviors.RequiredOnUpdate)).Select(field =>
            (field, field.Rules[Behaviors.RequiredOnUpdate, "required"], field.Rules[Behaviors.RequiredOnUpdate, "cleared"])),
    ];

    public void Bind(BoundRecord bound, ActiveModes modes)
    {
        foreach (var (field, required, cleared) in _fields)
        {
            if (bound.IsSent(field))
                continue;
            if (modes[required])
                bound.AddMissing(bound.NameOf(field));
            else if (modes[cleared])
                bound.Values[field.Index] = field.Unset(modes);
        }
    }
}
