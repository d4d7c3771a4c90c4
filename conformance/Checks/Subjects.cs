using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The operations, resources, fields and records that rules are tried on.</summary>
internal static class Subjects
{
    // So many records are looked through for one that shows much.
    private const int MostCompared = 50;

    /// <summary>One request of an operation that must succeed, on a record of the check's own where the target can be written to.</summary>
    /// <returns>The answer, and the identity of the record that it is about, or null for a list without one.</returns>
    public static async Task<(Answer Answer, string? Identity)> Perform(this Session session, Operation operation, JsonObject? input = null)
    {
        var resource = session.Contract.Resource(operation.Resource);
        switch (operation.Kind)
        {
            case OperationKind.List:
                var listed = await session.MakeIfPossible(resource, input);
                return (await session.List(operation), listed);
            case OperationKind.Find:
                var found = await session.MakeIfPossible(resource, input) ?? await session.AnyRecord(resource);
                return (await session.Find(resource, found), found);
            case OperationKind.Create:
                return (await session.Create(resource, input ?? await session.Input(resource)), null);
            case OperationKind.Update:
                var made = await session.Make(resource);
                return (await session.Update(operation, made.Identity, input ?? session.CompleteUpdate(resource)), made.Identity);
            default:
                var deleted = await session.Make(resource);
                return (await session.Delete(resource, deleted.Identity), deleted.Identity);
        }
    }

    /// <summary>Deletes a record.</summary>
    /// <exception cref="PreconditionException">The target refuses.</exception>
    public static Task<Answer> Remove(this Session session, Made made) => session.Remove(made.Resource, made.Identity);

    /// <inheritdoc cref="Remove(Session, Made)"/>
    public static async Task<Answer> Remove(this Session session, Resource resource, string identity)
    {
        if (!session.Offers(OperationKind.Delete, resource))
            throw new PreconditionException($"{resource} cannot be deleted");
        var answer = await session.Delete(resource, identity);
        return answer.Succeeded
            ? answer
            : throw new PreconditionException($"deleting {Describe.Record(resource, identity)} is answered {answer.Summary}") { Refusal = answer };
    }

    /// <summary>The identity of a record that the list shows: of the first few the one with the most values.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public static async Task<string> AnyRecord(this Session session, Resource resource)
    {
        var list = await session.ReadAll(resource);
        return list.Records.Take(MostCompared).MaxBy(record => record.Count(member => member.Value is not null && !ListValue.IsEmpty(member.Value))) is { } first
            ? Session.IdentityOf(resource, first, list)
            : throw new PreconditionException($"the target has no {resource}, and none can be made");
    }

    /// <summary>The first resource that can be created, changed, found and listed, and lives under no other.</summary>
    /// <exception cref="PreconditionException">The contract has none.</exception>
    public static Resource WritableResource(this Session session) =>
        session.Contract.Resources.FirstOrDefault(resource => resource.Parent is null && session.IsWritable(resource))
        ?? throw new PreconditionException("no resource can be created, updated, found and listed");

    /// <summary>As <see cref="WritableResource"/>, also one that lives under another: rather one whose fields show nothing of other records.</summary>
    /// <exception cref="PreconditionException">The contract has none.</exception>
    public static Resource PlainResource(this Session session) =>
        session.Contract.Resources.Where(session.IsWritable).MinBy(resource => resource.Fields.Count(field => field.ShowsRecords()))
        ?? throw new PreconditionException("no resource can be created, updated and found");

    private static bool IsWritable(this Session session, Resource resource) =>
        session.Offers(OperationKind.Create, resource) && session.Offers(OperationKind.Update, resource)
        && session.Offers(OperationKind.Find, resource) && session.Offers(OperationKind.List, resource);

    /// <summary>The list of the writable resource, and the finding of one of its records: what a run that only reads can ask for, too.</summary>
    public static async Task<(Operation Operation, string? Identity)[]> ReadOperations(this Session session)
    {
        var resource = session.WritableResource();
        var find = session.Contract.Operation(OperationKind.Find, resource)!;
        var (_, identity) = await session.Perform(find);
        return [(session.Contract.ListOf(resource)!, null), (find, identity)];
    }

    /// <summary>A field for any text of up to a hundred characters.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public static Field FreeText(this Resource resource, bool optional = false) =>
        resource.Fields.FirstOrDefault(field => field is { Type: FieldType.Text, OnCreate: true, OnUpdate: true, IsClosed: false, Unique: false, Format: null }
            && field.MaxLength is null or >= 100 && !(optional && field.Required))
        ?? throw new PreconditionException($"{resource} has no field for any text");

    /// <summary>A field that a create must send.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public static (Resource Resource, Field Field) RequiredField(this Session session) =>
        session.Contract.Resources.Where(resource => session.Offers(OperationKind.Create, resource))
            .SelectMany(resource => resource.Fields.Where(field => field.Required).Select(field => (resource, field)))
            .Cast<(Resource, Field)?>().FirstOrDefault()
        ?? throw new PreconditionException("no create demands a field, so none is known to be refused for its values");

    // Where nothing can be written (reference data, a run that only reads) the records that are there must do.
    private static async Task<string?> MakeIfPossible(this Session session, Resource resource, JsonObject? changes)
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
