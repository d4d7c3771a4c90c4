using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Reads a request body as a <see cref="BoundRecord"/>, with every error that can be seen without looking at other records.</summary>
internal sealed class RecordBinder
{
    private readonly OperationContext _context;
    private readonly ActiveModes _modes;
    private readonly bool _creating;
    private readonly ValueConverter _converter;
    // Few resources have such fields.
    private LinkedRecordBinder? _links;
    private ReferenceListBinder? _references;
    private ForeignKeyBinder? _refers;
    private CollectionBinder? _several;

    public RecordBinder(OperationContext context)
    {
        _context = context;
        _modes = context.Modes;
        _creating = context.Operation.Kind == OperationKind.Create;
        _converter = new ValueConverter(context.Plan, context.Modes, context.Now, _creating);
    }

    private LinkedRecordBinder Links => _links ??= new LinkedRecordBinder(_context, _converter);

    private ReferenceListBinder References => _references ??= new ReferenceListBinder(_context);

    private ForeignKeyBinder Refers => _refers ??= new ForeignKeyBinder(_context, _converter);

    private CollectionBinder Several => _several ??= new CollectionBinder(_context, _converter, Refers);

    public BoundRecord Read(BodyValue.Members body)
    {
        var bound = new BoundRecord(_context.Operation.Resource, body);
        foreach (var (name, value) in body.All)
        {
            if (value is BodyValue.Absent)
                continue;
            if (!bound.Resource.Names.TryGetValue(name, out var binding))
                Unknown(bound, name, value);
            else if (!(IsOptional(binding.Field) && AreValuesLost(body)))
                Bound(bound, binding, name, value);
        }
        if (!bound.Resource.Links.IsEmpty)
            Links.Finish(bound, _creating);
        var missing = new MissingFieldBinder(_context);
        if (_creating)
            missing.Complete(bound);
        else
            missing.Demand(bound);
        return bound;
    }

    private bool AreValuesLost(BodyValue.Members body) => body.FromJson ? _modes[_context.Plan.ValuesLost]
        : _modes[body.FromXml ? _context.Operation.Flags.XmlValuesLost : _context.Plan.FormValuesLost];

    private static bool IsOptional(FieldPlan field) => !field.Field.Required && field.Field.Link is null;

    private void Unknown(BoundRecord bound, string name, BodyValue value)
    {
        if (_modes[_context.Plan.UnknownServerError])
            bound.AddError(name, "There is no such parameter.", 500);
        else if (_modes[_context.Plan.UnknownRefused])
            bound.AddError(name, "There is no such parameter.");
        else if (_modes[_context.Plan.UnknownStored])
            bound.AddUnknown(name, new RawJson(value.ToJson()));
    }

    private void Bound(BoundRecord bound, ParameterBinding binding, string name, BodyValue value)
    {
        if (binding.Output)
            return;
        if (binding.Inner is { } inner)
            Links.Flat(bound, binding.Field, inner, name, value);
        else if (binding.Field.Field.Link is not null)
            Links.Whole(bound, binding.Field, value);
        else if (binding.Field.Field.References is not null)
            References.Read(bound, binding.Field, name, value, _creating);
        else if (binding.Field.Field.Forbidden)
            Forbidden(bound, binding.Field, name, value);
        else if (binding.Field.Field.ReadOnly)
            ReadOnly(bound, binding.Field, name, value);
        else if (_creating ? binding.Field.Field.OnCreate : binding.Field.Field.OnUpdate)
            Own(bound, binding, name, value);
    }

    private void Forbidden(BoundRecord bound, FieldPlan field, string name, BodyValue value)
    {
        if (_modes[field.Closed.ForbiddenStored])
            bound.Values[field.Index] = ValueConverter.Unchecked(field, value);
        else if (!_modes[field.Closed.ForbiddenIgnored])
            bound.AddError(name, "It is not allowed.");
    }

    private void ReadOnly(BoundRecord bound, FieldPlan field, string name, BodyValue value)
    {
        if (_modes[field.Input.ReadOnlyRefused])
            bound.AddError(name, "Only the server sets it.");
        else if (_modes[field.Input.ReadOnlyStored])
            bound.Values[field.Index] = ValueConverter.Unchecked(field, value);
        else if (_modes[field.Input.ReadOnlyVanished])
            bound.Values[field.Index] = field.From is null ? null : Sentinel.Nothing;
    }

    private void Own(BoundRecord bound, ParameterBinding binding, string name, BodyValue value)
    {
        var field = binding.Field;
        // What is sent under the field's own name counts, wherever it stands.
        if (binding.Other && (_modes[field.Input.AliasIgnored] || bound.IsSent(field)))
            return;
        if (!binding.Other && !_creating && _modes[field.Input.AliasAlone])
            return;
        bound.RemoveErrors(bound.Names[field.Index]);
        if (binding.Other && _modes[field.Input.AliasReversed] && value is BodyValue.Scalar { IsText: true } text)
            value = new BodyValue.Scalar(new string([.. text.Text.Reverse()]), text.Kind);
        bound.Names[field.Index] = name;
        var conversion = Read(field, value);
        if (conversion.Expected is not null)
            bound.AddError(field, name, conversion, value);
        else
            bound.Values[field.Index] = RoundTrip(field, conversion.Value);
    }

    private Conversion Read(FieldPlan field, BodyValue value) =>
        _creating && _modes[field.Input.CreateRefused] ? Conversion.Wrong("nothing, for a create cannot send it")
        : field.IsCollection ? Several.Read(field, value)
        : field.Field.Refers is null ? _converter.Read(field, value)
        : Refers.One(field, value);

    private object? RoundTrip(FieldPlan field, object? value)
    {
        var flags = field.Input;
        if (_creating && (_modes[flags.CreateIgnored] || _modes[flags.TextIgnored]))
            return field.Field.Refers is null ? Sentinel.NotSent : ForeignKeyBinder.Tied(_context, field);
        if (!_creating && _modes[flags.UpdateIgnored])
            return Sentinel.NotSent;
        return value != Sentinel.NotSent && _modes[_creating ? flags.CreateAltered : flags.UpdateAltered] ? FieldValue.Altered(value) : value;
    }
}
