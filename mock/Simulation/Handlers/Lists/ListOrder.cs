using System.Text.RegularExpressions;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Lists;

/// <summary>The order of a list. Identities grow with every create, so that order by creation is order by identity.</summary>
internal sealed partial class ListOrder
{
    private readonly FieldPlan? _field;
    private readonly FieldPlan? _text;
    private readonly ModeFlag _descending;
    private readonly IdentityNames? _names;
    private readonly ModeFlag _identityAscending;
    private readonly ModeFlag _identityDescending;
    private readonly ModeFlag _fieldAscending;
    private readonly ModeFlag _fieldDescending;
    private readonly ModeFlag _shuffled;
    private readonly ModeFlag _byText;
    private readonly ModeFlag _codes;
    private readonly ModeFlag _numbers;

    public ListOrder(OperationPlan operation)
    {
        var rules = operation.Rules;
        var rule = operation.Api.Contract.Rule(Behaviors.ListOrder, Place.Of(operation.Operation));
        _field = operation.Resource.Fields.FirstOrDefault(field => field.Field.Name == (string?)rule?.Arguments["field"]);
        _text = operation.Resource.Fields.FirstOrDefault(field => field != _field && field.Field is { Type: FieldType.Text, OnCreate: true });
        _descending = rules[Behaviors.ListOrder, "creation-descending"];
        _names = operation.Resource.IdentityNames;
        _identityAscending = rules[Behaviors.ListOrder, "identity-ascending"];
        _identityDescending = rules[Behaviors.ListOrder, "identity-descending"];
        _fieldAscending = rules[Behaviors.ListOrder, "field-ascending"];
        _fieldDescending = rules[Behaviors.ListOrder, "field-descending"];
        _shuffled = rules[Behaviors.ListOrder, "shuffled"];
        _byText = rules[Behaviors.ListOrder, "by-text"];
        _codes = rules[Behaviors.ListCollation, "codes"];
        _numbers = rules[Behaviors.ListCollation, "numbers"];
    }

    /// <summary>The records, which come by identity, in the order that is in force.</summary>
    public List<Record> Sort(List<Record> records, ActiveModes modes)
    {
        if (modes[_byText] && _text is { } text)
            return [.. records.OrderBy(record => FieldValue.Text(record[text.Index]), StringComparer.Ordinal)];
        // Multiplied by the golden ratio, modulo one: no three neighbors stay in order.
        if (modes[_shuffled] || modes[_byText])
            return [.. records.OrderBy(record => unchecked((uint)record.Identity * 2654435769u))];
        if ((modes[_fieldAscending] || modes[_fieldDescending]) && _field is { } field)
            records = [.. records.OrderBy(record => record[field.Index], Collation(modes))];
        if (_names is { AreNumbers: false } && (modes[_identityAscending] || modes[_identityDescending]))
            records = [.. records.OrderBy(_names.Of, StringComparer.Ordinal)];
        if (modes[_descending] || modes[_identityDescending] || modes[_fieldDescending])
            records.Reverse();
        return records;
    }

    private Comparer<object?> Collation(ActiveModes modes) =>
        Comparer<object?>.Create(modes[_codes] ? ByCode : modes[_numbers] ? ByNumber : FieldValue.Compare);

    private static int ByCode(object? one, object? other) => string.CompareOrdinal(FieldValue.Text(one), FieldValue.Text(other));

    // Digits padded, so that they sort as numbers.
    private static int ByNumber(object? one, object? other) => string.Compare(Padded(one), Padded(other), StringComparison.OrdinalIgnoreCase);

    private static string Padded(object? value) => Digits().Replace(FieldValue.Text(value), digits => digits.Value.PadLeft(20, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
