namespace PlanisoContract.Mock.Simulation;

/// <summary>Writes that reach the record of the same identity in other silos, where a breakage wants so.</summary>
/// <remarks>It takes the lock of one store at a time, after that of the silo itself was given back.</remarks>
internal static class CrossSiloWrites
{
    /// <summary>Stores what an update sent in the other silos, too.</summary>
    public static void Update(Call call, Draft draft, long identity) => Write(call, identity, (table, record) =>
    {
        var values = record.Unchanged();
        foreach (var field in draft.Resource.Fields.Where(field => field.IsSimple && draft.Values[field.Index] != Mark.NotSent))
            values[field.Index] = draft.Values[field.Index];
        table.Put(record.With(values, record.Deleted));
    });

    /// <summary>Deletes in the other silos, too.</summary>
    public static void Delete(Call call, long identity) => Write(call, identity, (table, record) =>
    {
        if (call.Operation.Resource.Active is not { } active)
        {
            table.Remove(record);
            return;
        }
        var values = record.Unchanged();
        values[active.Index] = Flag.False;
        table.Put(record.With(values, deleted: true));
    });

    private static void Write(Call call, long identity, Action<Table, Record> write)
    {
        var mode = call.Operation.Gates.CrossesSilos;
        if (!call.Modes[mode])
            return;
        foreach (var store in call.Elsewhere(mode))
        {
            lock (store)
            {
                var table = store.Tables[call.Operation.Resource.Index];
                if (table.Find(identity) is { } record)
                    write(table, record);
            }
        }
    }
}
