using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Lists;

/// <summary>The parameter that says by which field a list is sorted.</summary>
internal sealed class ListSort(OperationPlan operation, SortWord word)
{
    private readonly ModeFlag _ignored = operation.Rules[Behaviors.Sort, "ignored"];
    private readonly ModeFlag _descendingIgnored = operation.Rules[Behaviors.Sort, "descending-ignored"];
    private readonly ModeFlag _asTexts = operation.Rules[Behaviors.SortNumbers, "as-texts"];
    private readonly ModeFlag _unknownIgnored = operation.Rules[Behaviors.SortUnknown, "ignored"];
    private readonly ModeFlag _unknownServerError = operation.Rules[Behaviors.SortUnknown, "server-error"];

    /// <summary>Sorts the selection; what is wrong with the value, or null.</summary>
    public FieldError? Read(string name, string value, ListSelection selection, OperationContext context)
    {
        var modes = context.Modes;
        if (name != word.Parameter || value.Length == 0)
            return null;
        var order = word.Order is { } parameter ? context.Request.Parameter(parameter) : null;
        if (order is not (null or "asc" or "desc"))
            return new FieldError(word.Order!, "Expected asc or desc.");
        var descends = order == "desc" || (word.Order is null && value[0] == '-');
        var wanted = word.Order is null && value[0] == '-' ? value[1..] : value;
        if (!word.Fields.Contains(wanted))
        {
            return modes[_unknownServerError] ? new FieldError(name, "There is no such field.", 500)
                : modes[_unknownIgnored] ? null : new FieldError(name, $"Expected one of {string.Join(", ", word.Fields)}.");
        }
        if (!modes[_ignored])
            selection.Sort(name, descends ? $"-{wanted}" : wanted, records => Sorted(records, Value(operation.Resource.Field(wanted), context), descends && !modes[_descendingIgnored], modes[_asTexts]));
        return null;
    }

    // What the list shows.
    private static Func<Record, object?> Value(FieldPlan field, OperationContext context)
    {
        if (field == field.Owner.Identity)
            return field.Owner.IdentityNames is { AreNumbers: false } names ? names.Of : record => record[field.Index] is long given ? given : record.Identity;
        return field is { Field.Refers: not null, Target: { IdentityNames: not null } target }
            ? record => record[field.Index] is long number ? context.Table(target).NameOf(number) : record[field.Index]
            : record => record[field.Index];
    }

    private static List<Record> Sorted(List<Record> records, Func<Record, object?> value, bool descends, bool asTexts)
    {
        var comparer = Comparer<object?>.Create(asTexts
            ? (one, other) => string.CompareOrdinal(FieldValue.Text(one), FieldValue.Text(other)) : FieldValue.Compare);
        // By identity where values are equal, so that pages neither skip nor repeat.
        List<Record> sorted = [.. records.OrderBy(value, comparer).ThenBy(record => record.Identity)];
        if (descends)
            sorted.Reverse();
        return sorted;
    }
}
