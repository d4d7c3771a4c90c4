using System.Collections.Immutable;
using System.Globalization;
using PlanisoContract.Mock.Simulation.Handlers;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Reads what a request sends for a field that holds several values.</summary>
internal sealed class CollectionBinder(OperationContext context, ValueConverter converter, ForeignKeyBinder refers)
{
    private const string AList = "a list";

    private readonly ActiveModes _modes = context.Modes;
    private readonly bool _creating = context.Operation.Kind == OperationKind.Create;

    public Conversion Read(FieldPlan field, BodyValue input)
    {
        if (Elements(field, input) is not { } elements)
            return Conversion.Wrong(AList);
        if (elements.Count == 0 && field.Field.Required)
            return Conversion.Missing(AList + " that is not empty");
        var read = field.Field switch
        {
            { Keyed: not null } => Keyed(field, field.Keyed!, elements),
            { Type: FieldType.Texts } => Texts(field, elements),
            { Type: FieldType.Identities } => refers.Several(field, elements),
            _ => Entries(field, elements),
        };
        return _creating ? read with { Value = Spoiled(field.Collection, read.Value) } : read;
    }

    // Null where the input is no list: a list as such, the numbered names of a form, or one value that a form repeats.
    private List<BodyValue>? Elements(FieldPlan field, BodyValue input) => input switch
    {
        BodyValue.Items items => Filled(items),
        BodyValue.Scalar { IsEmpty: true } => [],
        BodyValue.Scalar { Kind: BodyValueKind.Form } scalar => [scalar],
        BodyValue.Members { FromXml: true } members => _modes[field.Collection.UnmarkedRead] ? [.. members.All.SelectMany(member => All(member.Value))]
            : _modes[field.Collection.UnmarkedRefused] ? null : [],
        BodyValue.Members { FromJson: false } members when members.AsItems() is { } items => Filled(items),
        _ => null,
    };

    private static List<BodyValue> All(BodyValue input) => input is BodyValue.Items items ? items.All : [input];

    // A form says with one empty element that there is none.
    private static List<BodyValue> Filled(BodyValue.Items items) => [.. items.All.Where(element => element is not BodyValue.Scalar { IsEmpty: true })];

    private Conversion Texts(FieldPlan field, List<BodyValue> elements)
    {
        var texts = new string[elements.Count];
        for (var at = 0; at < texts.Length; at++)
        {
            if (elements[at] is not BodyValue.Scalar { Kind: not BodyValueKind.Flag } scalar)
                return Conversion.Wrong("a list of texts");
            if (new TextConverter(_modes, _creating).Email(field, scalar.Text) is { } wrong)
                return wrong;
            texts[at] = scalar.Text;
        }
        return new(texts);
    }

    private Conversion Entries(FieldPlan field, List<BodyValue> elements)
    {
        var entries = new object?[elements.Count][];
        var emptied = false;
        for (var at = 0; at < entries.Length; at++)
        {
            if (elements[at] is not BodyValue.Members members)
                return Conversion.Wrong("a list of objects");
            var entry = Entry(field, members);
            if (entry.Expected is not null)
                return entry;
            entries[at] = (object?[])entry.Value!;
            emptied |= _modes[field.Collection.IncompleteEmptied] && entries[at].Any(FieldValue.IsUnset);
        }
        return new(emptied ? [] : entries);
    }

    private Conversion Entry(FieldPlan field, BodyValue.Members members)
    {
        var flags = field.Collection;
        var values = new object?[field.Members.Length];
        foreach (var member in field.Members)
        {
            if (Sent(members, member) is not { } input)
            {
                if (!_modes[flags.IncompleteStored] && !_modes[flags.IncompleteEmptied])
                    return Conversion.Wrong("entries with " + string.Join(" and ", field.Members));
                continue;
            }
            var read = converter.Read(member, input);
            if (read.Expected is not null)
                return read;
            values[member.Index] = read.Value;
            if (member.Field.Values is not { IsEmpty: false } known || known.Contains(FieldValue.Text(read.Value)))
                continue;
            if (_modes[flags.ChoiceRefused])
                return Conversion.Wrong($"{member} to be one of {string.Join(", ", known)}");
            if (_modes[flags.ChoiceReplaced])
                values[member.Index] = known[0];
        }
        return new(values);
    }

    private Conversion Keyed(FieldPlan field, KeyedPlan keyed, List<BodyValue> elements)
    {
        var flags = field.Collection;
        var values = ImmutableSortedDictionary.CreateBuilder<long, object?>();
        foreach (var element in elements)
        {
            if (element is not BodyValue.Members members)
                return Conversion.Wrong("a list of objects");
            // What has no key or no value says nothing.
            if (members[keyed.Key.Field.Name] is not BodyValue.Scalar key || members[keyed.Value.Field.Name] is not { } input)
                continue;
            var isNumber = long.TryParse(key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var identity);
            if (!isNumber || context.Table(field.Target!).Find(identity) is null)
            {
                if (_modes[flags.UnknownKeyRefused])
                    return Conversion.Wrong($"keys of a {field.Target!.Resource}");
                if (!isNumber || !_modes[flags.UnknownKeyStored])
                    continue;
            }
            var read = converter.Read(keyed.Value, input);
            if (read.Expected is not null)
                return read;
            values[identity] = _modes[flags.KeyedIgnored] ? null : _modes[flags.KeyedAltered] ? FieldValue.Altered(read.Value) : read.Value;
        }
        return new(new KeyedValues(values.ToImmutable()));
    }

    private static BodyValue? Sent(BodyValue.Members members, FieldPlan member) =>
        ParameterBinding.Names(member.Field).Select(name => members[name]).FirstOrDefault(input => input is not (null or BodyValue.Scalar { IsEmpty: true }));

    private object? Spoiled(CollectionModes flags, object? several) => several switch
    {
        Array { Length: > 1 } all when _modes[flags.FirstOnly] => CollectionUpdate.First(all),
        Array { Length: > 1 } all when _modes[flags.Reversed] => CollectionUpdate.Reversed(all),
        _ => several,
    };
}
