using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Lists and finds. They take no lock.</summary>
internal static class Reading
{
    /// <summary>How many records a list has that is cut off without being one of pages (<see cref="Behaviors.ListPaged"/>).</summary>
    private const int CutOff = 25;

    public static Reply List(Call call)
    {
        var operation = call.Operation;
        var resource = operation.Resource;
        long[]? only = null;
        if (operation.Filter is { } filter)
        {
            (only, var refusal) = filter.Read(call);
            if (refusal is not null)
                return refusal;
        }
        var records = call.Table(resource).Listings.Get(call, only, () => Records(call, only));
        if (records.Count == 0 && call.EmptyIsNotFound)
            return call.Refusal(404, $"There is no {resource.Resource}.");
        var showing = new Showing(ClaimActive: call.Modes[resource.Gates.ListedActive]);
        if (call.Asked.Page is { } page)
            return Page(call, showing, records, page);
        return call.Success(new Payload.Many(call.Writer(), call.Modes[operation.Lists.Truncated] ? Part(records, 0, CutOff) : records, showing));
    }

    public static Reply Find(Call call, Record record)
    {
        var identity = call.Operation.Resource.Identity.Field.Name;
        return call.Success(new Payload.One(call.Writer(), record), name => name == identity ? Values.Text(record.Identity) : null);
    }

    private static Reply Page(Call call, Showing showing, List<Record> records, Page page)
    {
        var gates = call.Operation.Lists;
        var modes = call.Modes;
        if (modes[gates.PastEndNotFound] && page.Offset > 0 && page.Offset >= records.Count)
            return call.Refusal(404, $"There is nothing from {page.Offset} on.");
        var isBack = page.Offset > 0 && (modes[gates.OffsetOneLess] || modes[gates.Overlap]);
        // Everything is the limit in force then, and the answer says so.
        if (modes[gates.SizeAll] && page.Limit == call.Operation.Operation.Paging?.Size)
            page = page with { Limit = records.Count };
        var shown = Part(records, isBack ? page.Offset - 1 : page.Offset, modes[gates.LimitOneLess] ? page.Limit - 1 : page.Limit);
        return call.Success(new Payload.Many(call.Writer(), shown, showing)) with
        {
            Page = page with { Total = modes[gates.TotalOfPage] ? shown.Count : records.Count },
        };
    }

    private static List<Record> Part(List<Record> records, int offset, int limit)
    {
        var from = Math.Clamp(offset, 0, records.Count);
        return from == 0 && limit >= records.Count ? records : records.GetRange(from, Math.Clamp(limit, 0, records.Count - from));
    }

    private static List<Record> Records(Call call, long[]? only)
    {
        var operation = call.Operation;
        var modes = call.Modes;
        var gates = operation.Resource.Gates;
        var table = call.Table(operation.Resource);
        var leavesOut = modes[gates.LeftOut] || modes[gates.HardInactive];
        List<Record> records = new(call.Asked.Parent is null && only is null ? table.Count : 4);
        foreach (var record in call.Asked.Parent is { } parent ? table.Under(parent) : table.All())
        {
            if (!(leavesOut && record.Deleted) && (only is null || operation.Filter!.Fits(record, only)))
                records.Add(record);
        }
        var newest = records.Count == 0 ? null : records[^1];
        if (newest is not null && modes[operation.Gates.NewestMissing])
            records.RemoveAt(records.Count - 1);
        if (records.Count > 0 && modes[operation.Gates.OldestMissing])
            records.RemoveAt(0);
        records = operation.Order.Sort(records, modes);
        if (table.Lives is { } lives)
            records = [.. records.Select(lives.Listed)];
        if (newest is not null && modes[operation.Gates.ListedTwice])
            records.Insert(records.IndexOf(newest), newest);
        return records;
    }
}
