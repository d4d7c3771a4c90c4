using System.Collections.Immutable;
using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Reads what a request sends for a field that holds several values.</summary>
internal sealed class SeveralIntake(Call call, Coercion coercion, RefersIntake refers)
{
    private const string AList = "a list";

    private readonly Modes _modes = call.Modes;
    private readonly bool _creating = call.Operation.Kind == OperationKind.Create;

    public Coerced Read(FieldPlan field, Input input)
    {
        if (Elements(field, input) is not { } elements)
            return Coerced.Wrong(AList);
        if (elements.Count == 0 && field.Field.Required)
            return Coerced.Missing(AList + " that is not empty");
        var read = field.Field switch
        {
            { Keyed: not null } => Keyed(field, field.Keyed!, elements),
            { Type: FieldType.Texts } => Texts(field, elements),
            { Type: FieldType.Identities } => refers.Several(field, elements),
            _ => Entries(field, elements),
        };
        return _creating ? read with { Value = Spoiled(field.Several, read.Value) } : read;
    }

    // Null where the input is no list: a list as such, the numbered names of a form, or one value that a form repeats.
    private List<Input>? Elements(FieldPlan field, Input input) => input switch
    {
        Input.Items items => Filled(items),
        Input.Scalar { IsEmpty: true } => [],
        Input.Scalar { Kind: InputKind.Form } scalar => [scalar],
        Input.Members { FromXml: true } members => _modes[field.Several.UnmarkedRead] ? [.. members.All.SelectMany(member => All(member.Value))]
            : _modes[field.Several.UnmarkedRefused] ? null : [],
        Input.Members { FromJson: false } members when members.AsItems() is { } items => Filled(items),
        _ => null,
    };

    private static List<Input> All(Input input) => input is Input.Items items ? items.All : [input];

    // A form says with one empty element that there is none.
    private static List<Input> Filled(Input.Items items) => [.. items.All.Where(element => element is not Input.Scalar { IsEmpty: true })];

    private Coerced Texts(FieldPlan field, List<Input> elements)
    {
        var texts = new string[elements.Count];
        for (var at = 0; at < texts.Length; at++)
        {
            if (elements[at] is not Input.Scalar { Kind: not InputKind.Flag } scalar)
                return Coerced.Wrong("a list of texts");
            if (new TextCoercion(_modes, _creating).Email(field, scalar.Text) is { } wrong)
                return wrong;
            texts[at] = scalar.Text;
        }
        return new(texts);
    }

    private Coerced Entries(FieldPlan field, List<Input> elements)
    {
        var entries = new object?[elements.Count][];
        var emptied = false;
        for (var at = 0; at < entries.Length; at++)
        {
            if (elements[at] is not Input.Members members)
                return Coerced.Wrong("a list of objects");
            var entry = Entry(field, members);
            if (entry.Expected is not null)
                return entry;
            entries[at] = (object?[])entry.Value!;
            emptied |= _modes[field.Several.IncompleteEmptied] && entries[at].Any(Values.IsUnset);
        }
        return new(emptied ? [] : entries);
    }

    private Coerced Entry(FieldPlan field, Input.Members members)
    {
        var gates = field.Several;
        var values = new object?[field.Members.Length];
        foreach (var member in field.Members)
        {
            if (Sent(members, member) is not { } input)
            {
                if (!_modes[gates.IncompleteStored] && !_modes[gates.IncompleteEmptied])
                    return Coerced.Wrong("entries with " + string.Join(" and ", field.Members));
                continue;
            }
            var read = coercion.Read(member, input);
            if (read.Expected is not null)
                return read;
            values[member.Index] = read.Value;
            if (member.Field.Values is not { IsEmpty: false } known || known.Contains(Values.Text(read.Value)))
                continue;
            if (_modes[gates.ChoiceRefused])
                return Coerced.Wrong($"{member} to be one of {string.Join(", ", known)}");
            if (_modes[gates.ChoiceReplaced])
                values[member.Index] = known[0];
        }
        return new(values);
    }

    private Coerced Keyed(FieldPlan field, KeyedPlan keyed, List<Input> elements)
    {
        var gates = field.Several;
        var values = ImmutableSortedDictionary.CreateBuilder<long, object?>();
        foreach (var element in elements)
        {
            if (element is not Input.Members members)
                return Coerced.Wrong("a list of objects");
            // What has no key or no value says nothing.
            if (members[keyed.Key.Field.Name] is not Input.Scalar key || members[keyed.Value.Field.Name] is not { } input)
                continue;
            var isNumber = long.TryParse(key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var identity);
            if (!isNumber || call.Table(field.Target!).Find(identity) is null)
            {
                if (_modes[gates.UnknownKeyRefused])
                    return Coerced.Wrong($"keys of a {field.Target!.Resource}");
                if (!isNumber || !_modes[gates.UnknownKeyStored])
                    continue;
            }
            var read = coercion.Read(keyed.Value, input);
            if (read.Expected is not null)
                return read;
            values[identity] = _modes[gates.KeyedIgnored] ? null : _modes[gates.KeyedAltered] ? Values.Altered(read.Value) : read.Value;
        }
        return new(new KeyedValues(values.ToImmutable()));
    }

    private static Input? Sent(Input.Members members, FieldPlan member) =>
        Binding.Names(member.Field).Select(name => members[name]).FirstOrDefault(input => input is not (null or Input.Scalar { IsEmpty: true }));

    private object? Spoiled(SeveralGates gates, object? several) => several switch
    {
        Array { Length: > 1 } all when _modes[gates.FirstOnly] => Several.First(all),
        Array { Length: > 1 } all when _modes[gates.Reversed] => Several.Reversed(all),
        _ => several,
    };
}
