using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Handlers.Lists;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Lists records: filtered, complete, sorted, in pages. It takes no lock.</summary>
internal sealed class ListHandler(OperationPlan operation) : IOperationHandler
{
    private readonly ListFilter? _filter = operation.Operation.Filter is { } filter ? new ListFilter(operation, filter) : null;
    private readonly ListQuery? _query = operation.Operation.Query is { } query ? new ListQuery(operation, query) : null;
    private readonly ListCompleteness _completeness = new(operation);
    private readonly ListOrder _order = new(operation);
    private readonly ListPaging _paging = new(operation);
    private readonly Deletion _deletion = new(operation.Resource);
    private readonly ModeFlag _emptyNotFound = operation.Rules[Behaviors.EmptyList, "not-found"];

    public OperationResult Handle(OperationContext context)
    {
        long[]? only = null;
        if (_filter is not null)
        {
            (only, var refusal) = _filter.Read(context);
            if (refusal is not null)
                return refusal;
        }
        ListSelection? selection = null;
        if (_query is not null)
        {
            (selection, var refusal) = _query.Read(context);
            if (refusal is not null)
                return refusal;
        }
        var table = context.Table(operation.Resource);
        var narrowed = only is null ? null : string.Join(',', only);
        var key = new SortedListKey(operation, context.Modes, context.Parameters.Parent, selection is null ? narrowed : $"{narrowed}?{selection.Text}");
        var records = table.SortedLists.Get(key, table.Version, () => Select(context, table, only, selection));
        return records.Count == 0 && IsEmptyNotFound(context)
            ? context.Refusal(404, $"There is no {operation.Resource.Resource}.")
            : _paging.Page(context, records, new WriteOptions(ClaimActive: _deletion.AreDeletedListedActive(context.Modes)), Sort);

        List<Record> Sort(List<Record> all) => selection?.Order is { } order ? order(all) : _order.Sort(all, context.Modes);
    }

    /// <summary>
    /// Whether an empty list is an error: if the silo says so or the default silo, for a key to a silo without records may be known
    /// to another silo alone.
    /// </summary>
    public bool IsEmptyNotFound(OperationContext context) => context.Modes[_emptyNotFound] || context.DefaultModes[_emptyNotFound];

    private List<Record> Select(OperationContext context, Table table, long[]? only, ListSelection? selection)
    {
        var leavesOut = _deletion.AreDeletedUnlisted(context.Modes);
        List<Record> records = new(context.Parameters.Parent is null && only is null ? table.Count : 4);
        foreach (var record in context.Parameters.Parent is { } parent ? table.Children(parent) : table.All())
        {
            if (!(leavesOut && record.Deleted) && (only is null || _filter!.Fits(record, only)))
                records.Add(record);
        }
        var newest = records.Count == 0 ? null : records[^1];
        _completeness.Remove(records, context.Modes);
        records = _order.Sort(records, context.Modes);
        if (selection is not null)
            records = selection.Apply(records);
        if (table.Histories is { } histories)
            records = [.. records.Select(histories.Listed)];
        _completeness.Repeat(records, newest, context.Modes);
        return records;
    }
}

/// <summary>A list shows every record once, unless a breakage loses or repeats one.</summary>
internal sealed class ListCompleteness(OperationPlan operation)
{
    private readonly ModeFlag _newestMissing = operation.Rules[Behaviors.ListComplete, "newest-missing"];
    private readonly ModeFlag _oldestMissing = operation.Rules[Behaviors.ListComplete, "oldest-missing"];
    private readonly ModeFlag _listedTwice = operation.Rules[Behaviors.ListComplete, "listed-twice"];

    /// <summary>Loses records of a list by identity.</summary>
    public void Remove(List<Record> records, ActiveModes modes)
    {
        if (records.Count > 0 && modes[_newestMissing])
            records.RemoveAt(records.Count - 1);
        if (records.Count > 0 && modes[_oldestMissing])
            records.RemoveAt(0);
    }

    /// <summary>Repeats a record in a sorted list.</summary>
    public void Repeat(List<Record> records, Record? newest, ActiveModes modes)
    {
        if (newest is not null && modes[_listedTwice])
            records.Insert(records.IndexOf(newest), newest);
    }
}
