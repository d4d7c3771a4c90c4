using System.Text.RegularExpressions;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>The order of a list. Identities grow with every create, so that order by creation is order by identity.</summary>
internal sealed partial class ListOrder
{
    private readonly FieldPlan? _field;
    private readonly ModeFlag _descending;
    private readonly ModeFlag _identityDescending;
    private readonly ModeFlag _fieldAscending;
    private readonly ModeFlag _fieldDescending;
    private readonly ModeFlag _shuffled;
    private readonly ModeFlag _byText;
    private readonly FieldPlan? _text;
    private readonly ModeFlag _codes;
    private readonly ModeFlag _numbers;

    public ListOrder(Contract contract, OperationPlan operation, ModeFlags flags)
    {
        var place = Place.Of(operation.Operation);
        var rule = contract.Rule(Behaviors.ListOrder, place);
        _field = operation.Resource.Fields.FirstOrDefault(field => field.Field.Name == (string?)rule?.Arguments["field"]);
        var at = flags.Of(place);
        _descending = at[Behaviors.ListOrder, "creation-descending"];
        _identityDescending = at[Behaviors.ListOrder, "identity-descending"];
        _fieldAscending = at[Behaviors.ListOrder, "field-ascending"];
        _fieldDescending = at[Behaviors.ListOrder, "field-descending"];
        _shuffled = at[Behaviors.ListOrder, "shuffled"];
        _byText = at[Behaviors.ListOrder, "by-text"];
        _text = operation.Resource.Fields.FirstOrDefault(field => field != _field && field.Field is { Type: FieldType.Text, OnCreate: true });
        _codes = at[Behaviors.ListCollation, "codes"];
        _numbers = at[Behaviors.ListCollation, "numbers"];
    }

    /// <summary>The records, which come by identity, in the order that is in force.</summary>
    public List<Record> Sort(List<Record> records, ActiveModes modes)
    {
        if (modes[_byText] && _text is { } text)
            return [.. records.OrderBy(record => FieldValue.Text(record[text.Index]), StringComparer.Ordinal)];
        // Multiplied by the golden ratio, modulo one: no three neighbors stay in order.
        if (modes[_shuffled] || modes[_byText])
            return [.. records.OrderBy(record => unchecked((uint)record.Identity * 2654435769u))];
        return Sort(records, modes[_descending] || modes[_identityDescending] || modes[_fieldDescending],
            modes[_fieldAscending] || modes[_fieldDescending], modes[_codes] ? Codes : modes[_numbers] ? Numbers : FieldValue.Compare);
    }

    private static int Codes(object? one, object? other) => string.CompareOrdinal(FieldValue.Text(one), FieldValue.Text(other));

    // Digits padded, so that they sort as numbers.
    private static int Numbers(object? one, object? other) => string.Compare(Padded(one), Padded(other), StringComparison.OrdinalIgnoreCase);

    private static string Padded(object? value) => Digits().Replace(FieldValue.Text(value), digits => digits.Value.PadLeft(20, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    private List<Record> Sort(List<Record> records, bool descending, bool byField, Comparison<object?> compare)
    {
        if (byField && _field is { } field)
            records = [.. records.OrderBy(record => record[field.Index], Comparer<object?>.Create(compare))];
        if (descending)
            records.Reverse();
        return records;
    }
}
