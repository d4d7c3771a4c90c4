using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>One success of any operation, on a record of the check's own where the target can be written to.</summary>
internal static class Successes
{
    /// <summary>The answer, and the identity of the record that it is about, or null for a list without one.</summary>
    public static async Task<(Answer Answer, string? Identity)> One(this Session session, Operation operation, JsonObject? input = null)
    {
        var resource = session.Contract.Resource(operation.Resource);
        switch (operation.Kind)
        {
            case OperationKind.List:
                var listed = await session.Own(resource, input);
                return (await session.List(operation), listed);
            case OperationKind.Find:
                var found = await session.Own(resource, input) ?? await session.Someone(resource);
                return (await session.Find(resource, found), found);
            case OperationKind.Create:
                var created = await session.Create(resource, input ?? await session.Input(resource));
                return (created, null);
            case OperationKind.Update:
                var made = await session.Make(resource);
                return (await session.Update(resource, made.Identity, input ?? session.CompleteUpdate(resource)), made.Identity);
            default:
                var deleted = await session.Make(resource);
                return (await session.Delete(resource, deleted.Identity), deleted.Identity);
        }
    }

    /// <summary>A value for every field that an update takes; the record stays active.</summary>
    public static JsonObject CompleteUpdate(this Session session, Resource resource)
    {
        var input = new JsonObject();
        foreach (var field in resource.Fields.Where(field => field is { OnUpdate: true, Refers: null, Keyed: null, Forbidden: false }
            && !field.ShowsRecords() && !session.IsRefused(resource, field)))
            input[field.Name] = field.Name == session.Contract.ActiveFlag(resource) ? true : session.Fresh(resource, field);
        return input;
    }

    // So many records are looked through for one that shows much.
    private const int Looked = 50;

    /// <summary>The identity of a record that the list shows: of the first few the one with the most values.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public static async Task<string> Someone(this Session session, Resource resource)
    {
        if (!session.Offers(OperationKind.List, resource))
            throw new PreconditionException($"nothing lists {resource}");
        var list = await session.LookAtAll(resource);
        return list.Records.Take(Looked).MaxBy(record => record.Count(member => member.Value is not null && !Several.IsEmpty(member.Value))) is { } first
            ? Session.IdentityOf(resource, first, list)
            : throw new PreconditionException($"the target has no {resource}, and none can be made");
    }

    // Where nothing can be written (reference data, a run that only reads) the records that are there must do.
    private static async Task<string?> Own(this Session session, Resource resource, JsonObject? changes)
    {
        if (!session.Offers(OperationKind.Create, resource))
            return null;
        try
        {
            return (await session.Make(resource, changes)).Identity;
        }
        catch (PreconditionException)
        {
            return null;
        }
    }
}
