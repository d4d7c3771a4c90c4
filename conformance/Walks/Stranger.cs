using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>An operation on a record that never was.</summary>
internal static class Stranger
{
    public static async Task<Deviation?> Take(Scene scene, StrangerStep step)
    {
        var resource = scene.Contract.Resource(step.Resource);
        var parent = scene.Find(step.Parent);
        if (resource.Parent is not null && parent is not { Life: Life.Live })
            return null;
        var operation = scene.Operation(step.Kind, resource);
        var how = new Sending { Parent = parent?.Identity };
        var answer = step.Kind switch
        {
            OperationKind.Update => await scene.Session.Update(resource, RecordReading.UnknownIdentity, Input(scene, resource), how),
            OperationKind.Delete => await scene.Session.Delete(resource, RecordReading.UnknownIdentity, how),
            _ => await scene.Session.Find(resource, RecordReading.UnknownIdentity, how),
        };
        return scene.Judge(step, resource, scene.Unknown(operation), answer, ": there is no such record");
    }

    private static JsonObject Input(Scene scene, Resource resource)
    {
        var field = scene.Ground[resource.Name].Changeable.FirstOrDefault();
        return field is null ? [] : new JsonObject { [field.Name] = scene.Session.Fresh(resource, field) };
    }
}
