using System.Collections.Immutable;
using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Binding.Conversion;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Binds lists of entries, which are objects without an identity.</summary>
internal sealed class EntryBinder(OperationPlan operation, FieldPlan field)
{
    private readonly ModeFlag _choiceRefused = field.Rules[Behaviors.EntryChoice, "refused"];
    private readonly ModeFlag _choiceReplaced = field.Rules[Behaviors.EntryChoice, "replaced"];
    private readonly ModeFlag _incompleteStored = field.Rules[Behaviors.EntryIncomplete, "stored"];
    private readonly ModeFlag _incompleteEmptied = field.Rules[Behaviors.EntryIncomplete, "emptied"];
    private readonly ValueConverter[] _members =
        [.. field.Members.Select(member => new ValueConverter(operation.Api, member, operation.Kind == OperationKind.Create))];

    public ConvertedValue Read(List<BodyValue> elements, OperationContext context)
    {
        var entries = new object?[elements.Count][];
        var emptied = false;
        for (var at = 0; at < entries.Length; at++)
        {
            if (elements[at] is not BodyValue.Members members)
                return ConvertedValue.Wrong("a list of objects");
            var entry = Entry(members, context);
            if (entry.Expected is not null)
                return entry;
            entries[at] = (object?[])entry.Value!;
            emptied |= context.Modes[_incompleteEmptied] && entries[at].Any(FieldValue.IsUnset);
        }
        return new(emptied ? [] : entries);
    }

    private ConvertedValue Entry(BodyValue.Members members, OperationContext context)
    {
        var modes = context.Modes;
        var values = new object?[field.Members.Length];
        foreach (var member in field.Members)
        {
            if (Sent(members, member) is not { } input)
            {
                if (!modes[_incompleteStored] && !modes[_incompleteEmptied])
                    return ConvertedValue.Wrong("entries with " + string.Join(" and ", field.Members));
                continue;
            }
            var read = _members[member.Index].Read(input, context);
            if (read.Expected is not null)
                return read;
            values[member.Index] = read.Value;
            if (member.Field.Values is not { IsEmpty: false } known || known.Contains(FieldValue.Text(read.Value)))
                continue;
            if (modes[_choiceRefused])
                return ConvertedValue.Wrong($"{member} to be one of {string.Join(", ", known)}");
            if (modes[_choiceReplaced])
                values[member.Index] = known[0];
        }
        return new(values);
    }

    private static BodyValue? Sent(BodyValue.Members members, FieldPlan member) =>
        ParameterBinding.Names(member.Field).Select(name => members[name]).FirstOrDefault(input => input is not (null or BodyValue.Scalar { IsEmpty: true }));
}

/// <summary>Binds lists of entries of which each holds the value of another record's identity.</summary>
internal sealed class KeyedEntryBinder(OperationPlan operation, FieldPlan field, KeyedPlan keyed)
{
    private readonly ModeFlag _altered = field.Rules[Behaviors.KeyedRoundTrip, "altered"];
    private readonly ModeFlag _ignored = field.Rules[Behaviors.KeyedRoundTrip, "ignored"];
    private readonly ModeFlag _unknownRefused = field.Rules[Behaviors.KeyedUnknown, "refused"];
    private readonly ModeFlag _unknownStored = field.Rules[Behaviors.KeyedUnknown, "stored"];
    private readonly ValueConverter _value = new(operation.Api, keyed.Value, operation.Kind == OperationKind.Create);

    public ConvertedValue Read(List<BodyValue> elements, OperationContext context)
    {
        var modes = context.Modes;
        var values = ImmutableSortedDictionary.CreateBuilder<long, object?>();
        foreach (var element in elements)
        {
            if (element is not BodyValue.Members members)
                return ConvertedValue.Wrong("a list of objects");
            // What has no key or no value says nothing.
            if (members[keyed.Key.Field.Name] is not BodyValue.Scalar key || members[keyed.Value.Field.Name] is not { } input)
                continue;
            var isNumber = long.TryParse(key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var identity);
            if (!isNumber || context.Table(field.Target!).Find(identity) is null)
            {
                if (modes[_unknownRefused])
                    return ConvertedValue.Wrong($"keys of a {field.Target!.Resource}");
                if (!isNumber || !modes[_unknownStored])
                    continue;
            }
            var read = _value.Read(input, context);
            if (read.Expected is not null)
                return read;
            values[identity] = modes[_ignored] ? null : modes[_altered] ? FieldValue.Altered(read.Value) : read.Value;
        }
        return new(new KeyedValues(values.ToImmutable()));
    }
}
