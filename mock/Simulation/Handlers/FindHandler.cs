using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Finds one record. It takes no lock.</summary>
internal sealed class FindHandler(OperationPlan operation) : IOperationHandler
{
    private readonly RecordLookup _lookup = new(operation);

    public OperationResult Handle(OperationContext context)
    {
        var identity = _lookup.Identity(context);
        return identity is { } known && _lookup.Find(context, known) is { } record ? Found(context, record) : _lookup.NotFound(context, identity);
    }

    /// <summary>The record that the path names, or null; for what caches responses.</summary>
    public Record? Find(OperationContext context) => _lookup.Identity(context) is { } identity ? _lookup.Find(context, identity) : null;

    /// <summary>The result that shows a record.</summary>
    public static OperationResult Found(OperationContext context, Record record)
    {
        var identity = context.Operation.Resource.Identity.Field.Name;
        var result = context.Success(context.One(record), name => name == identity ? context.Table(context.Operation.Resource).NameOf(record.Identity) : null);
        return context.Operation.HasVersions ? result with { Version = RecordVersion.Of(record) } : result;
    }
}
