using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>A breakage by which writes reach the record of the same identity in other silos.</summary>
/// <remarks>It takes the lock of one store at a time, after that of the silo itself was given back.</remarks>
internal sealed class CrossSiloWrites(OperationPlan operation)
{
    private readonly ModeFlag _crosses = operation.Rules[Behaviors.OwnSilo, "crosses"];

    /// <summary>Stores what an update sent in the other silos, too.</summary>
    public void Update(OperationContext context, BoundRecord bound, long identity) => Write(context, identity, (table, record) =>
    {
        var values = record.Unchanged();
        foreach (var field in bound.Resource.Fields.Where(field => field.IsSimple && bound.Values[field.Index] != Sentinel.NotSent))
            values[field.Index] = bound.Values[field.Index];
        table.Put(record.With(values, record.Deleted));
    });

    /// <summary>Deletes in the other silos, too.</summary>
    public void Delete(OperationContext context, long identity) => Write(context, identity, (table, record) =>
    {
        if (operation.Resource.Active is not { } active)
        {
            table.Remove(record);
            return;
        }
        var values = record.Unchanged();
        values[active.Index] = BoxedBoolean.False;
        table.Put(record.With(values, deleted: true));
    });

    private void Write(OperationContext context, long identity, Action<Table, Record> write)
    {
        foreach (var store in context.OtherStores(_crosses))
        {
            lock (store)
            {
                var table = store.Tables[operation.Resource.Index];
                if (table.Find(identity) is { } record)
                    write(table, record);
            }
        }
    }
}
