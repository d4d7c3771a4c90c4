using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The order of a list. Identities grow with every create, so that order by creation is order by identity.</summary>
internal sealed class ListOrder
{
    private readonly FieldPlan? _field;
    private readonly Gate _descending;
    private readonly Gate _identityDescending;
    private readonly Gate _fieldAscending;
    private readonly Gate _fieldDescending;
    private readonly Gate _shuffled;
    private readonly Gate _byText;
    private readonly FieldPlan? _text;

    public ListOrder(Contract contract, OperationPlan operation, Gates gates)
    {
        var place = Place.Of(operation.Operation);
        var rule = contract.Rule(Behaviors.ListOrder, place);
        _field = operation.Resource.Fields.FirstOrDefault(field => field.Field.Name == (string?)rule?.Arguments["field"]);
        var at = gates.Of(place);
        _descending = at[Behaviors.ListOrder, "creation-descending"];
        _identityDescending = at[Behaviors.ListOrder, "identity-descending"];
        _fieldAscending = at[Behaviors.ListOrder, "field-ascending"];
        _fieldDescending = at[Behaviors.ListOrder, "field-descending"];
        _shuffled = at[Behaviors.ListOrder, "shuffled"];
        _byText = at[Behaviors.ListOrder, "by-text"];
        _text = operation.Resource.Fields.FirstOrDefault(field => field != _field && field.Field is { Type: FieldType.Text, OnCreate: true });
    }

    /// <summary>The records, which come by identity, in the order that is in force.</summary>
    public List<Record> Sort(List<Record> records, Modes modes)
    {
        if (modes[_byText] && _text is { } text)
            return [.. records.OrderBy(record => Values.Text(record[text.Index]), StringComparer.Ordinal)];
        // Multiplied by the golden ratio, modulo one: no three neighbors stay in order.
        if (modes[_shuffled] || modes[_byText])
            return [.. records.OrderBy(record => unchecked((uint)record.Identity * 2654435769u))];
        return Sort(records, modes[_descending] || modes[_identityDescending] || modes[_fieldDescending],
            modes[_fieldAscending] || modes[_fieldDescending]);
    }

    private List<Record> Sort(List<Record> records, bool descending, bool byField)
    {
        if (byField && _field is { } field)
            records = [.. records.OrderBy(record => record[field.Index], Comparer<object?>.Create(Values.Compare))];
        if (descending)
            records.Reverse();
        return records;
    }
}
