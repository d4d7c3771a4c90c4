using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Lists and finds. They take no lock.</summary>
internal static class Reading
{
    /// <summary>How many records a list has that is cut off without being one of pages (<see cref="Behaviors.ListPaged"/>).</summary>
    private const int CutOff = 25;

    public static OperationResult List(OperationContext context)
    {
        var operation = context.Operation;
        var resource = operation.Resource;
        long[]? only = null;
        if (operation.Filter is { } filter)
        {
            (only, var refusal) = filter.Read(context);
            if (refusal is not null)
                return refusal;
        }
        var records = context.Table(resource).SortedListCache.Get(context, only, () => Records(context, only));
        if (records.Count == 0 && context.EmptyIsNotFound)
            return context.Refusal(404, $"There is no {resource.Resource}.");
        var options = new WriteOptions(ClaimActive: context.Modes[resource.Flags.ListedActive]);
        if (context.Parameters.Page is { } page)
            return Page(context, options, records, page);
        return context.Success(new ResultData.Many(context.Writer(), context.Modes[operation.Lists.Truncated] ? Part(records, 0, CutOff) : records, options));
    }

    public static OperationResult Find(OperationContext context, Record record)
    {
        var identity = context.Operation.Resource.Identity.Field.Name;
        return context.Success(new ResultData.One(context.Writer(), record), name => name == identity ? FieldValue.Text(record.Identity) : null);
    }

    private static OperationResult Page(OperationContext context, WriteOptions options, List<Record> records, Page page)
    {
        var flags = context.Operation.Lists;
        var modes = context.Modes;
        if (modes[flags.PastEndNotFound] && page.Offset > 0 && page.Offset >= records.Count)
            return context.Refusal(404, $"There is nothing from {page.Offset} on.");
        var isBack = page.Offset > 0 && (modes[flags.OffsetOneLess] || modes[flags.Overlap]);
        // Everything is the limit in force then, and the answer says so.
        if (modes[flags.SizeAll] && page.Limit == context.Operation.Operation.Paging?.Size)
            page = page with { Limit = records.Count };
        var shown = Part(records, isBack ? page.Offset - 1 : page.Offset, modes[flags.LimitOneLess] ? page.Limit - 1 : page.Limit);
        return context.Success(new ResultData.Many(context.Writer(), shown, options)) with
        {
            Page = page with { Total = modes[flags.TotalOfPage] ? shown.Count : records.Count },
        };
    }

    private static List<Record> Part(List<Record> records, int offset, int limit)
    {
        var from = Math.Clamp(offset, 0, records.Count);
        return from == 0 && limit >= records.Count ? records : records.GetRange(from, Math.Clamp(limit, 0, records.Count - from));
    }

    private static List<Record> Records(OperationContext context, long[]? only)
    {
        var operation = context.Operation;
        var modes = context.Modes;
        var flags = operation.Resource.Flags;
        var table = context.Table(operation.Resource);
        var leavesOut = modes[flags.LeftOut] || modes[flags.HardInactive];
        List<Record> records = new(context.Parameters.Parent is null && only is null ? table.Count : 4);
        foreach (var record in context.Parameters.Parent is { } parent ? table.Under(parent) : table.All())
        {
            if (!(leavesOut && record.Deleted) && (only is null || operation.Filter!.Fits(record, only)))
                records.Add(record);
        }
        var newest = records.Count == 0 ? null : records[^1];
        if (newest is not null && modes[operation.Flags.NewestMissing])
            records.RemoveAt(records.Count - 1);
        if (records.Count > 0 && modes[operation.Flags.OldestMissing])
            records.RemoveAt(0);
        records = operation.Order.Sort(records, modes);
        if (table.RecordHistories is { } histories)
            records = [.. records.Select(histories.Listed)];
        if (newest is not null && modes[operation.Flags.ListedTwice])
            records.Insert(records.IndexOf(newest), newest);
        return records;
    }
}
