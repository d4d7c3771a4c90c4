using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>A find, an update or a delete of a record that does not exist.</summary>
internal static class UnknownRecordExecution
{
    public static async Task<Deviation?> Run(CommandContext context, UnknownRecordCommand command)
    {
        var resource = context.Contract.Resource(command.Resource);
        var parent = context.Find(command.Parent);
        if (resource.Parent is not null && parent is not { State: RecordLifecycle.Existing })
            return null;
        var operation = context.Operation(command.Kind, resource);
        var how = new Sending { Parent = parent?.Identity };
        var answer = command.Kind switch
        {
            OperationKind.Update => await context.Session.Update(resource, RecordReading.UnknownIdentityOf(resource), Input(context, resource), how),
            OperationKind.Delete => await context.Session.Delete(resource, RecordReading.UnknownIdentityOf(resource), how),
            _ => await context.Session.Find(resource, RecordReading.UnknownIdentityOf(resource), how),
        };
        return context.Model.Check(operation, context.Model.UnknownRecord(operation), answer, ": there is no such record");
    }

    private static JsonObject Input(CommandContext context, Resource resource)
    {
        var field = context.Capabilities[resource.Name].Changeable.FirstOrDefault();
        return field is null ? [] : new JsonObject { [field.Name] = context.Session.Fresh(resource, field) };
    }
}
