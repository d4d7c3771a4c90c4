using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>How checks read records. What is in the way of reading is a precondition: other rules judge it.</summary>
internal static class RecordReading
{
    /// <summary>An identity that no record has: no server has counted that far, and it still fits 32 bits.</summary>
    public const string UnknownIdentity = "1999999937";

    /// <summary>As <see cref="UnknownIdentity"/>, of the type that the resource's identities have.</summary>
    public static string UnknownIdentityOf(Resource resource) =>
        resource.Identity.Format == "uuid" ? "7d1c9f0e-1999-4999-8999-371999999937" : UnknownIdentity;

    public static bool Offers(this Session session, OperationKind kind, Resource resource) =>
        session.Contract.Operation(kind, resource) is not null;

    /// <summary>The answer to finding a record that exists.</summary>
    /// <exception cref="PreconditionException">It is not found.</exception>
    public static async Task<Answer> Read(this Session session, Resource resource, string identity)
    {
        var answer = await session.Find(resource, identity);
        return answer is { Succeeded: true, Data: JsonObject }
            ? answer
            : throw new PreconditionException($"{Describe.Record(resource, identity)} exists, but finding it is answered {answer.Summary}") { Refusal = answer };
    }

    public static Task<Answer> Read(this Session session, Made made) => session.Read(made.Resource, made.Identity);

    /// <summary>The answer to a list that works, all pages.</summary>
    /// <exception cref="PreconditionException">It does not.</exception>
    public static Task<Answer> ReadAll(this Session session, Resource resource) =>
        session.ReadAll(session.Contract.ListOf(resource) ?? throw new PreconditionException($"nothing lists {resource}"));

    /// <inheritdoc cref="ReadAll(Session, Resource)"/>
    public static async Task<Answer> ReadAll(this Session session, Operation operation, Sending? how = null)
    {
        var answer = await session.List(operation, how);
        return answer is { Succeeded: true, Data: JsonArray }
            ? answer
            : throw new PreconditionException($"{operation} is answered {answer.Summary}") { Refusal = answer };
    }

    /// <summary>The list in which a record stands.</summary>
    /// <exception cref="PreconditionException">It does not work.</exception>
    public static Task<Answer> ReadListOf(this Session session, Made made) => session.ReadAll(
        session.Contract.Operation(OperationKind.List, made.Resource) ?? throw new PreconditionException($"nothing lists {made.Resource}"),
        new Sending { Parent = made.Parent });

    /// <summary>A record as finding it and as the list it stands in show it, where there are such operations.</summary>
    public static async Task<ImmutableArray<Answer>> ReadEverywhere(this Session session, Made made)
    {
        var answers = ImmutableArray.CreateBuilder<Answer>();
        if (session.Offers(OperationKind.Find, made.Resource))
            answers.Add(await session.Read(made));
        if (session.Offers(OperationKind.List, made.Resource))
            answers.Add(await session.ReadListOf(made));
        return answers.ToImmutable();
    }

    /// <summary>The records of an answer, be it one or a list; none where it is neither.</summary>
    public static IEnumerable<JsonObject> AllRecords(this Answer answer) => answer.Data switch
    {
        JsonObject record => [record],
        JsonArray list => list.OfType<JsonObject>(),
        _ => [],
    };

    /// <summary>Whether a record has an identity.</summary>
    public static bool Is(this Session session, Resource resource, JsonObject record, string? identity) =>
        FieldValue.Text(session.Value(record, resource.Identity)) == identity;

    /// <summary>The record of a list that has an identity, or null.</summary>
    public static JsonObject? Record(this Answer list, Session session, Resource resource, string? identity) =>
        list.Records.FirstOrDefault(record => session.Is(resource, record, identity));

    /// <summary>The elements of a list that are this record.</summary>
    public static ImmutableArray<JsonObject> Of(this Answer list, Session session, Made made) =>
        [.. list.Records.Where(record => session.Is(made.Resource, record, made.Identity))];

    /// <summary>The value of a field, null also where it is not shown.</summary>
    public static JsonNode? Value(this Session session, JsonObject record, Field field) =>
        session.TryGet(record, field, out var value) ? value : null;

    /// <summary>
    /// What a record holds since its create: as finding it shows, or, where the field may be left out there, as the
    /// answer to the create did. The exchange is the one that shows it.
    /// </summary>
    /// <exception cref="PreconditionException">Nothing shows it.</exception>
    public static async Task<(JsonNode? Value, Exchange Exchange)> Stored(this Session session, Made made, Field field)
    {
        var found = await session.Read(made);
        if (session.TryGet(found.Record, field, out var value) || session.IsAbsent(made.Resource, field))
            return (value, found.Exchange);
        if (!session.Contract.MayBeLeftOut(made.Resource, field))
            throw new ViolationException($"{made} shown with {field}", $"no {field}: {found.Summary}", found.Exchange);
        return made.Answer.Data is JsonObject created && session.TryGet(created, field, out value)
            ? (value, made.Answer.Exchange)
            : throw new PreconditionException($"no answer shows {field} of {made.Resource}");
    }

    /// <summary>What finding a record shows of a field.</summary>
    /// <exception cref="PreconditionException">The field may be left out, and it is.</exception>
    public static JsonNode? Shown(this Session session, Resource resource, Answer found, Field field) =>
        session.TryGet(found.Record, field, out var value) || session.IsAbsent(resource, field) ? value
        : session.Contract.MayBeLeftOut(resource, field) ? throw new PreconditionException($"the answers leave {field} of {resource} out")
        : throw new ViolationException($"{resource} shown with {field}", $"no {field}: {found.Summary}", found.Exchange);

    /// <summary>Whether a field that is not shown has no value: it is left out for want of one, and in no other case.</summary>
    public static bool IsAbsent(this Session session, Resource resource, Field field) =>
        session.Contract.MayBeAbsent(resource, field) && !session.Contract.MayBeLeftOut(resource, field);

    /// <summary>Whether the record is active; null where it does not say.</summary>
    public static bool? IsActive(this Session session, Resource resource, JsonObject record) =>
        resource.SoftDelete is not { } word || !session.TryGet(record, resource.Field(word.Field), out var held) ? null
        : resource.Field(word.Field).Type == FieldType.Boolean ? FieldValue.Flag(held) : FieldValue.IsUnset(held);

    /// <summary>Whether a find shows the record active or not, in words.</summary>
    public static string DescribeActive(this Session session, Resource resource, Answer found) =>
        resource.SoftDelete is { } word && found is { Succeeded: true, Data: JsonObject record } && session.TryGet(record, resource.Field(word.Field), out var flag)
            ? $"{word.Field} is {Describe.Value(flag)}"
            : found.Summary;
}
