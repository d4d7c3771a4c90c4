using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Writes that reach the record of the same identity in other silos, where a breakage wants so.</summary>
/// <remarks>It takes the lock of one store at a time, after that of the silo itself was given back.</remarks>
internal static class CrossSiloWrites
{
    /// <summary>Stores what an update sent in the other silos, too.</summary>
    public static void Update(OperationContext context, BoundRecord bound, long identity) => Write(context, identity, (table, record) =>
    {
        var values = record.Unchanged();
        foreach (var field in bound.Resource.Fields.Where(field => field.IsSimple && bound.Values[field.Index] != Sentinel.NotSent))
            values[field.Index] = bound.Values[field.Index];
        table.Put(record.With(values, record.Deleted));
    });

    /// <summary>Deletes in the other silos, too.</summary>
    public static void Delete(OperationContext context, long identity) => Write(context, identity, (table, record) =>
    {
        if (context.Operation.Resource.Active is not { } active)
        {
            table.Remove(record);
            return;
        }
        var values = record.Unchanged();
        values[active.Index] = BoxedBoolean.False;
        table.Put(record.With(values, deleted: true));
    });

    private static void Write(OperationContext context, long identity, Action<Table, Record> write)
    {
        var mode = context.Operation.Flags.CrossesSilos;
        if (!context.Modes[mode])
            return;
        foreach (var store in context.Elsewhere(mode))
        {
            lock (store)
            {
                var table = store.Tables[context.Operation.Resource.Index];
                if (table.Find(identity) is { } record)
                    write(table, record);
            }
        }
    }
}
