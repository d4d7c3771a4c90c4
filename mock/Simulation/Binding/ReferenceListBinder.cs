using System.Globalization;
using System.Text;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Binding.Conversion;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Binds a list of references, sent as identities: JSON text in a form field, brackets, or a list in a JSON body.</summary>
internal sealed class ReferenceListBinder(OperationPlan operation, FieldPlan field)
{
    private readonly bool _creating = operation.Kind == OperationKind.Create;
    private readonly ModeFlag _bracketsOnly = field.Rules[Behaviors.ReferencesInput, "brackets"];
    private readonly ModeFlag _jsonBodyOnly = field.Rules[Behaviors.ReferencesInput, "json-body"];
    private readonly ModeFlag _noForm = field.Rules[Behaviors.ReferencesInput, "none"];
    private readonly ModeFlag _repeatedLast = field.Rules[Behaviors.ReferencesRepeated, "last"];
    private readonly ModeFlag _repeatedIgnored = field.Rules[Behaviors.ReferencesRepeated, "ignored"];
    private readonly ModeFlag _repeatedRefused = field.Rules[Behaviors.ReferencesRepeated, "refused"];
    private readonly ModeFlag _repeatedConflict = field.Rules[Behaviors.ReferencesRepeated, "conflict"];
    private readonly ModeFlag _updateRefused = field.Rules[Behaviors.ReferencesUpdate, "refused"];
    private readonly ModeFlag _updateApplied = field.Rules[Behaviors.ReferencesUpdate, "applied"];
    private readonly ReferencedRecords _records = new(field);

    public void Bind(BoundRecord bound, string name, BodyValue value, OperationContext context)
    {
        var modes = context.Modes;
        if (!_creating && modes[_updateRefused])
            bound.AddError(name, "It cannot be changed here.");
        if (_creating ? !field.Field.OnCreate || IsIgnored(value, modes) : !modes[_updateApplied])
            return;
        bound.Names[field.Index] = name;
        if (value is BodyValue.Scalar { Earlier: not null } repeated)
            Repeated(bound, name, repeated, context);
        else if (Identities(value, context) is { } identities)
            _records.Bind(bound, name, identities, context);
        else
            bound.AddError(field, name, ConvertedValue.Wrong($"a list of identities of {field.Target!.Resource}"), value);
    }

    private void Repeated(BoundRecord bound, string name, BodyValue.Scalar last, OperationContext context)
    {
        var modes = context.Modes;
        if (modes[_repeatedIgnored])
            return;
        if (modes[_repeatedRefused] || modes[_repeatedConflict])
        {
            bound.AddError(name, "It was sent more than once.", modes[_repeatedConflict] ? 409 : 400);
            return;
        }
        List<long> identities = [];
        for (var value = last; value is not null; value = modes[_repeatedLast] ? null : value.Earlier)
        {
            if (Identity(value, context) is { } identity)
                identities.Insert(0, identity);
            else
                bound.AddError(field, name, ConvertedValue.Wrong($"an identity of {field.Target!.Resource}"), value);
        }
        _records.Bind(bound, name, [.. identities.Distinct()], context);
    }

    private bool IsIgnored(BodyValue value, ActiveModes modes) => modes[_noForm] || value switch
    {
        BodyValue.Scalar { IsText: true } => modes[_bracketsOnly] || modes[_jsonBodyOnly],
        BodyValue.Members { FromJson: false } => modes[_jsonBodyOnly],
        _ => false,
    };

    // Null where the value is no list of identities.
    private List<long>? Identities(BodyValue value, OperationContext context)
    {
        switch (value)
        {
            case BodyValue.Scalar { IsEmpty: true }:
                return [];
            case BodyValue.Scalar { IsText: true } text:
                return JsonBody.Read(Encoding.UTF8.GetBytes(text.Text), out _) is { } json and not BodyValue.Scalar { IsText: true } ? Identities(json, context) : null;
            case BodyValue.Scalar { Kind: BodyValueKind.Number } number:
                return Identity(number, context) is { } one ? [one] : null;
            case BodyValue.Members { FromJson: false } members:
                return members.AsItems() is { } items ? Identities(items, context) : null;
            case BodyValue.Items list:
                var identities = list.All.Select(one => Identity(one, context)).ToList();
                return identities.Contains(null) ? null : [.. identities.Select(identity => identity!.Value).Distinct()];
            default:
                return null;
        }
    }

    private long? Identity(BodyValue input, OperationContext context) => input is not BodyValue.Scalar { Kind: not (BodyValueKind.Flag or BodyValueKind.Null) } scalar ? null
        : field.Target!.IdentityNames is not null ? context.Table(field.Target).NumberOf(scalar.Text)
        : long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var identity) ? identity : null;
}

/// <summary>The records that a list of identities refers to, and what becomes of identities that none has.</summary>
internal sealed class ReferencedRecords(FieldPlan field)
{
    private readonly ModeFlag _unknownNotFound = field.Rules[Behaviors.ReferencesUnknown, "not-found"];
    private readonly ModeFlag _unknownConflict = field.Rules[Behaviors.ReferencesUnknown, "conflict"];
    private readonly ModeFlag _unknownIgnored = field.Rules[Behaviors.ReferencesUnknown, "ignored"];
    private readonly ModeFlag _unknownInvented = field.Rules[Behaviors.ReferencesUnknown, "invented"];
    private readonly InitialValue[] _initial = [.. field.Target!.Fields.Select(inner => new InitialValue(inner))];

    public void Bind(BoundRecord bound, string name, List<long> identities, OperationContext context)
    {
        var (modes, table) = (context.Modes, context.Table(field.Target!));
        List<Record> records = [];
        List<long> unknown = [];
        foreach (var identity in identities)
        {
            if (table.Find(identity) is { } record)
                records.Add(record);
            else if (modes[_unknownInvented])
                records.Add(new Record(identity, [.. _initial.Select(initial => initial.Of(context))]));
            else if (!modes[_unknownIgnored])
                unknown.Add(identity);
        }
        if (unknown.Count > 0)
        {
            bound.AddError(name, $"Expected identities that exist, got {string.Join(", ", unknown)}.",
                modes[_unknownNotFound] ? 404 : modes[_unknownConflict] ? 409 : 400);
        }
        bound.Values[field.Index] = records.ToArray();
    }
}
