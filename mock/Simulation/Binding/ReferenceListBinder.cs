using System.Globalization;
using System.Text;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Reads a list of identities: JSON text in a form field, brackets, or a list in a JSON body.</summary>
internal sealed class ReferenceListBinder(OperationContext context)
{
    private readonly ActiveModes _modes = context.Modes;

    public void Read(BoundRecord bound, FieldPlan field, string name, BodyValue value, bool creating)
    {
        var flags = field.References;
        if (!creating && _modes[flags.UpdateRefused])
            bound.AddError(name, "It cannot be changed here.");
        if (creating ? !field.Field.OnCreate || IsIgnored(flags, value) : !_modes[flags.UpdateApplied])
            return;
        bound.Names[field.Index] = name;
        if (value is BodyValue.Scalar { Earlier: not null } repeated)
        {
            Repeated(bound, field, name, repeated);
            return;
        }
        if (Identities(value) is not { } identities)
            bound.AddError(field, name, Conversion.Wrong("a list of integers"), value);
        else
            Resolve(bound, field, name, identities);
    }

    private void Repeated(BoundRecord bound, FieldPlan field, string name, BodyValue.Scalar last)
    {
        var flags = field.References;
        if (_modes[flags.RepeatedIgnored])
            return;
        if (_modes[flags.RepeatedRefused] || _modes[flags.RepeatedConflict])
        {
            bound.AddError(name, "It was sent more than once.", _modes[flags.RepeatedConflict] ? 409 : 400);
            return;
        }
        List<long> identities = [];
        for (var value = last; value is not null; value = _modes[flags.RepeatedLast] ? null : value.Earlier)
        {
            if (Identity(value) is { } identity)
                identities.Insert(0, identity);
            else
                bound.AddError(field, name, Conversion.Wrong("an integer"), value);
        }
        Resolve(bound, field, name, [.. identities.Distinct()]);
    }

    private bool IsIgnored(ReferenceListModes flags, BodyValue value) => _modes[flags.InputNone] || value switch
    {
        BodyValue.Scalar { IsText: true } => _modes[flags.InputBrackets] || _modes[flags.InputJsonBody],
        BodyValue.Members { FromJson: false } => _modes[flags.InputJsonBody],
        _ => false,
    };

    // Null where the value is no list of integers.
    private static List<long>? Identities(BodyValue value)
    {
        switch (value)
        {
            case BodyValue.Scalar { IsEmpty: true }:
                return [];
            case BodyValue.Scalar { IsText: true } text:
                return JsonBody.Read(Encoding.UTF8.GetBytes(text.Text), out _) is { } json and not BodyValue.Scalar { IsText: true } ? Identities(json) : null;
            case BodyValue.Scalar { Kind: BodyValueKind.Number } number:
                return Identity(number) is { } one ? [one] : null;
            case BodyValue.Members members:
                return members.AsItems() is { } items ? Identities(items) : null;
            case BodyValue.Items list:
                var identities = list.All.Select(Identity).ToList();
                return identities.Contains(null) ? null : [.. identities.Select(identity => identity!.Value).Distinct()];
            default:
                return null;
        }
    }

    private static long? Identity(BodyValue input) => input is BodyValue.Scalar { Kind: not (BodyValueKind.Flag or BodyValueKind.Null) } scalar
        && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var identity) ? identity : null;

    private void Resolve(BoundRecord bound, FieldPlan field, string name, List<long> identities)
    {
        var flags = field.References;
        var table = context.Table(field.Target!);
        List<Record> records = [];
        List<long> unknown = [];
        foreach (var identity in identities)
        {
            if (table.Find(identity) is { } record)
                records.Add(record);
            else if (_modes[flags.UnknownInvented])
                records.Add(new Record(identity, [.. field.Target!.Fields.Select(context.Initial)]));
            else if (!_modes[flags.UnknownIgnored])
                unknown.Add(identity);
        }
        if (unknown.Count > 0)
        {
            bound.AddError(name, $"Expected identities that exist, got {string.Join(", ", unknown)}.",
                _modes[flags.UnknownNotFound] ? 404 : _modes[flags.UnknownConflict] ? 409 : 400);
        }
        bound.Values[field.Index] = records.ToArray();
    }
}
