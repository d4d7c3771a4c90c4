using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What rules of the whole API are tried on.</summary>
internal static class Subjects
{
    /// <summary>The first resource that can be created, changed, found and listed, and lives under no other.</summary>
    /// <exception cref="PreconditionException">The contract has none.</exception>
    public static Resource Subject(this Session session) =>
        session.Contract.Resources.FirstOrDefault(resource => resource.Parent is null && session.Offers(OperationKind.Create, resource)
            && session.Offers(OperationKind.Update, resource) && session.Offers(OperationKind.Find, resource) && session.Offers(OperationKind.List, resource))
        ?? throw new PreconditionException("no resource can be created, updated, found and listed");

    /// <summary>The list of the subject, and the finding of one of its records: what a run that only reads can ask for, too.</summary>
    public static async Task<(Operation Operation, string? Identity)[]> Reads(this Session session)
    {
        var resource = session.Subject();
        var find = session.Contract.Operation(OperationKind.Find, resource)!;
        var (_, identity) = await session.One(find);
        return [(session.Contract.ListOf(resource)!, null), (find, identity)];
    }

    /// <summary>A field that a create demands.</summary>
    public static (Resource Resource, Field Field) Demanded(this Session session) =>
        session.Contract.Resources.Where(resource => session.Offers(OperationKind.Create, resource))
            .SelectMany(resource => resource.Fields.Where(field => field.Required).Select(field => (resource, field)))
            .Cast<(Resource, Field)?>().FirstOrDefault()
        ?? throw new PreconditionException("no create demands a field, so none is known to be refused for its values");

    /// <summary>A field for any text of up to a hundred characters.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public static Field FreeText(this Resource resource, bool optional = false) =>
        resource.Fields.FirstOrDefault(field => field is { Type: FieldType.Text, OnCreate: true, OnUpdate: true, IsClosed: false, Unique: false, Format: null }
            && field.MaxLength is null or >= 100 && !(optional && field.Required))
        ?? throw new PreconditionException($"{resource} has no field for any text");

    /// <summary>Whether a create that succeeded has stored what was sent.</summary>
    public static async Task<bool> HasStored(this Session session, Resource resource, JsonObject input, Answer created)
    {
        var found = await session.Look(resource, Session.IdentityOf(resource, created.Record, created));
        return session.Holds(resource, found.Record, session.Tags(resource, input));
    }
}
