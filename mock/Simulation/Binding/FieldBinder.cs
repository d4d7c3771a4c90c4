using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Binding.Conversion;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Binds what a request sends for one field of the record itself.</summary>
internal sealed class FieldBinder(OperationPlan operation, FieldPlan field)
{
    private readonly bool _creating = operation.Kind == OperationKind.Create;
    private readonly ProtectedField _protected = new(field);
    private readonly AliasedField _alias = new(field, operation.Kind == OperationKind.Create);
    private readonly ValueConverter _converter = new(operation.Api, field, operation.Kind == OperationKind.Create);
    private readonly ForeignKeyBinder? _foreignKeys = field.Field.Refers is null ? null : new ForeignKeyBinder(operation, field);
    private readonly CollectionBinder? _collections = field.IsCollection ? new CollectionBinder(operation, field) : null;
    private readonly RoundTrip _roundTrip = new(field, operation.Kind == OperationKind.Create);

    /// <param name="bound">Takes the value.</param>
    /// <param name="name">The name under which it was sent.</param>
    /// <param name="value">The value.</param>
    /// <param name="isAlias">Whether the name is another than that of the documented request.</param>
    /// <param name="context">The operation.</param>
    public void Bind(BoundRecord bound, string name, BodyValue value, bool isAlias, OperationContext context)
    {
        if (_protected.IsProtected)
            _protected.Bind(bound, name, value, context.Modes);
        else if ((_creating ? field.Field.OnCreate : field.Field.OnUpdate) && _alias.Counts(bound, isAlias, context.Modes))
            BindValue(bound, name, isAlias ? _alias.Read(value, context.Modes) : value, context);
    }

    private void BindValue(BoundRecord bound, string name, BodyValue value, OperationContext context)
    {
        bound.RemoveErrors(bound.Names[field.Index]);
        bound.Names[field.Index] = name;
        var converted = Convert(value, context);
        if (converted.Expected is not null)
            bound.AddError(field, name, converted, value);
        else
            bound.Values[field.Index] = _roundTrip.Stored(converted.Value, context);
    }

    private ConvertedValue Convert(BodyValue value, OperationContext context) =>
        _roundTrip.IsRefused(context.Modes) ? ConvertedValue.Wrong("nothing, for a create cannot send it")
        : _collections is not null ? _collections.Read(value, context)
        : _foreignKeys is not null ? _foreignKeys.One(value, context)
        : _converter.Read(value, context);
}

/// <summary>A field that no request may set: one that is not allowed, or that only the server sets.</summary>
internal sealed class ProtectedField(FieldPlan field)
{
    private readonly ModeFlag _forbiddenIgnored = field.Rules[Behaviors.NotAllowed, "ignored"];
    private readonly ModeFlag _forbiddenStored = field.Rules[Behaviors.NotAllowed, "stored"];
    private readonly ModeFlag _readOnlyRefused = field.Rules[Behaviors.ReadOnly, "refused"];
    private readonly ModeFlag _readOnlyStored = field.Rules[Behaviors.ReadOnly, "stored"];
    private readonly ModeFlag _readOnlyVanished = field.Rules[Behaviors.ReadOnly, "vanished"];

    public bool IsProtected { get; } = field.Field.Forbidden || field.Field.ReadOnly;

    public void Bind(BoundRecord bound, string name, BodyValue value, ActiveModes modes)
    {
        if (field.Field.Forbidden)
            Forbidden(bound, name, value, modes);
        else
            ReadOnly(bound, name, value, modes);
    }

    private void Forbidden(BoundRecord bound, string name, BodyValue value, ActiveModes modes)
    {
        if (modes[_forbiddenStored])
            bound.Values[field.Index] = ValueConverter.Unchecked(field, value);
        else if (!modes[_forbiddenIgnored])
            bound.AddError(name, "It is not allowed.");
    }

    private void ReadOnly(BoundRecord bound, string name, BodyValue value, ActiveModes modes)
    {
        if (modes[_readOnlyRefused])
            bound.AddError(name, "Only the server sets it.");
        else if (modes[_readOnlyStored])
            bound.Values[field.Index] = ValueConverter.Unchecked(field, value);
        else if (modes[_readOnlyVanished])
            bound.Values[field.Index] = field.From is null ? null : Sentinel.Nothing;
    }
}

/// <summary>A field that may be sent under other names, too. What is sent under its own name counts, wherever it stands.</summary>
internal sealed class AliasedField(FieldPlan field, bool creating)
{
    private readonly ModeFlag _ignored = field.Rules[Behaviors.Alias, "ignored"];
    private readonly ModeFlag _otherNameOnly = field.Rules[Behaviors.Alias, "other-name"];
    private readonly ModeFlag _reversed = field.Rules[Behaviors.Alias, "reversed"];

    /// <summary>Whether what is sent under a name is read.</summary>
    public bool Counts(BoundRecord bound, bool isAlias, ActiveModes modes) =>
        isAlias ? !modes[_ignored] && !bound.IsSent(field) : creating || !modes[_otherNameOnly];

    /// <summary>What is sent under another name.</summary>
    public BodyValue Read(BodyValue value, ActiveModes modes) => modes[_reversed] && value is BodyValue.Scalar { IsText: true } text
        ? new BodyValue.Scalar(new string([.. text.Text.Reverse()]), text.Kind) : value;
}
