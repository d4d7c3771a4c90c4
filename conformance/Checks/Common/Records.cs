using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How checks look at records. What is in the way of looking is a precondition: other rules judge it.</summary>
internal static class Records
{
    /// <summary>An identity that no record has: nobody counts that far, and it still fits 32 bits.</summary>
    public const string NoIdentity = "1999999937";

    public static (Resource Resource, Field Field) OfField(this Rule rule) => (rule.Place.Resource!, rule.Place.Field!);

    public static (Operation Operation, Resource Resource) OfOperation(this Rule rule, Session session) =>
        (rule.Place.Operation!, session.Contract.Resource(rule.Place.Operation!.Resource));

    public static bool Offers(this Session session, OperationKind kind, Resource resource) =>
        session.Contract.Operation(kind, resource) is not null;

    /// <summary>The answer to finding a record that exists.</summary>
    /// <exception cref="PreconditionException">It is not found.</exception>
    public static async Task<Answer> Look(this Session session, Resource resource, string identity)
    {
        var answer = await session.Find(resource, identity);
        return answer is { Succeeded: true, Data: JsonObject }
            ? answer
            : throw new PreconditionException($"{Say.Record(resource, identity)} exists, but finding it is answered {answer.Summary}") { Refusal = answer };
    }

    public static Task<Answer> Look(this Session session, Made made) => session.Look(made.Resource, made.Identity);

    /// <summary>The answer to a list that works.</summary>
    /// <exception cref="PreconditionException">It does not.</exception>
    public static Task<Answer> LookAtAll(this Session session, Resource resource) =>
        session.LookAtAll(session.Contract.ListOf(resource) ?? throw new PreconditionException($"nothing lists {resource}"));

    /// <summary>The answer to a list that works, all pages.</summary>
    /// <exception cref="PreconditionException">It does not.</exception>
    public static async Task<Answer> LookAtAll(this Session session, Operation operation)
    {
        var answer = await session.List(operation);
        return answer is { Succeeded: true, Data: JsonArray }
            ? answer
            : throw new PreconditionException($"{operation} is answered {answer.Summary}") { Refusal = answer };
    }

    /// <summary>The elements of a list that are this record.</summary>
    public static ImmutableArray<JsonObject> Of(this Answer list, Session session, Made made) =>
        [.. list.Records.Where(record => session.TryGet(record, made.Resource.Identity, out var identity)
            && Same.Text(identity) == made.Identity)];

    /// <summary>The value of a field, null also where it is not shown.</summary>
    public static JsonNode? Value(this Session session, JsonObject record, Field field) =>
        session.TryGet(record, field, out var value) ? value : null;

    /// <summary>Whether answers other than to a create may leave the field out, whatever it holds.</summary>
    public static bool MayBeLeftOut(this Contract contract, Resource resource, Field field) =>
        contract.Tolerates(Behaviors.Shown, Place.Of(resource, field), "left-out")
        || contract.IsPerhapsNowhere(resource, field)
        || contract.Tolerates(Behaviors.ReferenceAs, Place.Of(resource, field), "left-out");

    /// <summary>Whether answers may leave the field out, that to a create among them.</summary>
    public static bool IsPerhapsNowhere(this Contract contract, Resource resource, Field field) =>
        contract.Tolerates(Behaviors.Shown, Place.Of(resource, field), "nowhere");

    /// <summary>Whether answers may leave the field out where it has no value.</summary>
    public static bool MayBeAbsent(this Contract contract, Resource resource, Field field) =>
        contract.Tolerates(Behaviors.Unset, Place.Of(resource, field), "left-out");

    /// <summary>
    /// What a record holds since its create: as finding it shows, or, where the field may be left out there, as the
    /// answer to the create did. The exchange is the one that shows it.
    /// </summary>
    /// <exception cref="PreconditionException">Nothing shows it.</exception>
    public static async Task<(JsonNode? Value, Exchange Exchange)> Stored(this Session session, Made made, Field field)
    {
        var found = await session.Look(made);
        if (session.TryGet(found.Record, field, out var value) || IsAbsent(session, made.Resource, field))
            return (value, found.Exchange);
        if (!session.Contract.MayBeLeftOut(made.Resource, field))
            throw new ViolationException($"{Say.Record(made)} shown with {field}", $"no {field}: {found.Summary}", found.Exchange);
        return made.Answer.Data is JsonObject created && session.TryGet(created, field, out value)
            ? (value, made.Answer.Exchange)
            : throw new PreconditionException($"no answer shows {field} of {made.Resource}");
    }

    /// <summary>What finding a record shows of a field.</summary>
    /// <exception cref="PreconditionException">The field may be left out, and it is.</exception>
    public static JsonNode? Shown(this Session session, Resource resource, Answer found, Field field) =>
        session.TryGet(found.Record, field, out var value) || IsAbsent(session, resource, field) ? value
        : session.Contract.MayBeLeftOut(resource, field) ? throw new PreconditionException($"the answers leave {field} of {resource} out")
        : throw new ViolationException($"{resource} shown with {field}", $"no {field}: {found.Summary}", found.Exchange);

    /// <summary>The name of the flag that says whether a record is in use, or null: a check that sets it off may not find the record again.</summary>
    public static string? ActiveFlag(this Contract contract, Resource resource) =>
        resource.SoftDelete?.Field ?? contract.Rule(Behaviors.HardDelete, Place.Of(resource))?.Arguments["flag"]?.GetValue<string>();

    /// <summary>What a field holds that nobody sent: its default, or what a create without it gives where that may be any other value.</summary>
    public static async Task<JsonNode?> Usual(this Session session, Resource resource, Field field)
    {
        if (!session.Contract.Tolerates(Behaviors.Default, Place.Of(resource, field), "other-value"))
            return field.Default;
        var made = await session.Make(resource, new JsonObject { [field.Name] = null });
        return (await session.Stored(made, field)).Value;
    }

    /// <summary>Whether the record is active; null where it does not say.</summary>
    public static bool? IsActive(this Session session, Resource resource, JsonObject record) =>
        resource.SoftDelete is { } word ? Same.Flag(session.Value(record, resource.Field(word.Field))) : null;

    /// <summary>Whether a find shows the record active or not, in words.</summary>
    public static string SayActive(this Session session, Resource resource, Answer found) =>
        resource.SoftDelete is { } word && found is { Succeeded: true, Data: JsonObject record } && session.TryGet(record, resource.Field(word.Field), out var flag)
            ? $"{word.Field} is {Say.Value(flag)}"
            : found.Summary;

    // Left out for want of a value; not, if it may be left out in any case.
    private static bool IsAbsent(Session session, Resource resource, Field field) =>
        session.Contract.MayBeAbsent(resource, field) && !session.Contract.MayBeLeftOut(resource, field);

    /// <summary>A copy that can be put into another object.</summary>
    public static JsonNode? Copy(this JsonNode? value) => value?.DeepClone();

    public static bool IsText(this JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;
}
