using System.Globalization;
using System.Text;
using PlanisoContract.Mock.Dialects;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Reads a list of identities: JSON text in a form field, brackets, or a list in a JSON body.</summary>
internal sealed class ReferencesIntake(Call call)
{
    private readonly Modes _modes = call.Modes;

    public void Read(Draft draft, FieldPlan field, string name, Input value, bool creating)
    {
        var gates = field.References;
        if (!creating && _modes[gates.UpdateRefused])
            draft.Fail(name, "It cannot be changed here.");
        if (creating ? !field.Field.OnCreate || IsIgnored(gates, value) : !_modes[gates.UpdateApplied])
            return;
        draft.Names[field.Index] = name;
        if (value is Input.Scalar { Earlier: not null } repeated)
        {
            Repeated(draft, field, name, repeated);
            return;
        }
        if (Identities(value) is not { } identities)
            draft.Fail(field, name, Coerced.Wrong("a list of integers"), value);
        else
            Resolve(draft, field, name, identities);
    }

    private void Repeated(Draft draft, FieldPlan field, string name, Input.Scalar last)
    {
        var gates = field.References;
        if (_modes[gates.RepeatedIgnored])
            return;
        if (_modes[gates.RepeatedRefused] || _modes[gates.RepeatedConflict])
        {
            draft.Fail(name, "It was sent more than once.", _modes[gates.RepeatedConflict] ? 409 : 400);
            return;
        }
        List<long> identities = [];
        for (var value = last; value is not null; value = _modes[gates.RepeatedLast] ? null : value.Earlier)
        {
            if (Identity(value) is { } identity)
                identities.Insert(0, identity);
            else
                draft.Fail(field, name, Coerced.Wrong("an integer"), value);
        }
        Resolve(draft, field, name, [.. identities.Distinct()]);
    }

    private bool IsIgnored(ReferencesGates gates, Input value) => _modes[gates.InputNone] || value switch
    {
        Input.Scalar { IsText: true } => _modes[gates.InputBrackets] || _modes[gates.InputJsonBody],
        Input.Members { FromJson: false } => _modes[gates.InputJsonBody],
        _ => false,
    };

    // Null where the value is no list of integers.
    private static List<long>? Identities(Input value)
    {
        switch (value)
        {
            case Input.Scalar { IsEmpty: true }:
                return [];
            case Input.Scalar { IsText: true } text:
                return JsonBody.Read(Encoding.UTF8.GetBytes(text.Text), out _) is { } json and not Input.Scalar { IsText: true } ? Identities(json) : null;
            case Input.Scalar { Kind: InputKind.Number } number:
                return Identity(number) is { } one ? [one] : null;
            case Input.Members members:
                return members.AsItems() is { } items ? Identities(items) : null;
            case Input.Items list:
                var identities = list.All.Select(Identity).ToList();
                return identities.Contains(null) ? null : [.. identities.Select(identity => identity!.Value).Distinct()];
            default:
                return null;
        }
    }

    private static long? Identity(Input input) => input is Input.Scalar { Kind: not (InputKind.Flag or InputKind.Null) } scalar
        && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var identity) ? identity : null;

    private void Resolve(Draft draft, FieldPlan field, string name, List<long> identities)
    {
        var gates = field.References;
        var table = call.Table(field.Target!);
        List<Record> records = [];
        List<long> unknown = [];
        foreach (var identity in identities)
        {
            if (table.Find(identity) is { } record)
                records.Add(record);
            else if (_modes[gates.UnknownInvented])
                records.Add(new Record(identity, [.. field.Target!.Fields.Select(call.Initial)]));
            else if (!_modes[gates.UnknownIgnored])
                unknown.Add(identity);
        }
        if (unknown.Count > 0)
        {
            draft.Fail(name, $"Expected identities that exist, got {string.Join(", ", unknown)}.",
                _modes[gates.UnknownNotFound] ? 404 : _modes[gates.UnknownConflict] ? 409 : 400);
        }
        draft.Values[field.Index] = records.ToArray();
    }
}
