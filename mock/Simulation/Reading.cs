namespace PlanisoContract.Mock.Simulation;

/// <summary>Lists and finds. They take no lock.</summary>
internal static class Reading
{
    public static Reply List(Call call)
    {
        var operation = call.Operation;
        var resource = operation.Resource;
        var modes = call.Modes;
        var leavesOut = modes[resource.Gates.LeftOut];
        List<Record> records = new(call.Table(resource).Count);
        foreach (var record in call.Table(resource).All())
        {
            if (!(leavesOut && record.Deleted))
                records.Add(record);
        }
        if (records.Count == 0 && call.EmptyIsNotFound)
            return operation.Refusal(404, $"There is no {resource.Resource}.");
        var newest = records.Count == 0 ? null : records[^1];
        if (newest is not null && modes[operation.Gates.NewestMissing])
            records.RemoveAt(records.Count - 1);
        records = operation.Order.Sort(records, modes);
        if (newest is not null && modes[operation.Gates.ListedTwice])
            records.Insert(records.IndexOf(newest), newest);
        return operation.Success(modes, new Payload.Many(call.Writer(claimActive: modes[resource.Gates.ListedActive]), records));
    }

    public static Reply Find(Call call, Record record)
    {
        var identity = call.Operation.Resource.Identity.Field.Name;
        return call.Operation.Success(
            call.Modes, new Payload.One(call.Writer(), record), name => name == identity ? Values.Text(record.Identity) : null);
    }
}
