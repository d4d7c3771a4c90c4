using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A create that tries something, and what became of it.</summary>
/// <param name="Input">What was sent, by field names.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Made">The record, where there is one.</param>
internal sealed record CreateAttempt(JsonObject Input, Answer Answer, Made? Made);

/// <summary>Inputs that try something, made from the ordinary ones of <see cref="Session"/>.</summary>
internal static class SessionExtensions
{
    public static async Task<CreateAttempt> TryCreate(this Session session, Resource resource, JsonObject input, Sending? how = null)
    {
        var answer = await session.Create(resource, input, how);
        return new CreateAttempt(input, answer, answer.Succeeded ? new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer) : null);
    }

    /// <summary>Whether it shows other records in whole.</summary>
    public static bool ShowsRecords(this Field field) => field.Type is FieldType.Link or FieldType.References;

    /// <summary>A complete input with one field as given; null takes it away.</summary>
    public static async Task<JsonObject> InputWith(this Session session, Resource resource, Field field, JsonNode? value)
    {
        var input = await session.Input(resource);
        if (value is null)
            input.Remove(field.Name);
        else
            input[field.Name] = value.Copy();
        return input;
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

    /// <summary>The sent value of a field.</summary>
    /// <exception cref="PreconditionException">It was not sent.</exception>
    public static JsonNode SentValue(this Made made, Field field) => made.Sent[field.Name]
        ?? throw new PreconditionException($"a create of {made.Resource} does not send {field}");

    /// <summary>A valid value that differs from what the field holds.</summary>
    public static JsonNode OtherValue(this Session session, Resource resource, Field field, JsonNode? held)
    {
        if (field.Type == FieldType.Boolean)
            return !(FieldValue.Flag(held) ?? FieldValue.Flag(field.Default) ?? false);
        for (var tries = 0; tries < 20; tries++)
        {
            var fresh = session.Fresh(resource, field);
            if (!session.IsSame(field, fresh, held))
                return fresh;
        }
        throw new PreconditionException($"no second valid value for {field} of {resource} is known");
    }

    /// <summary>A flag as JSON sends it: 1 or 0 where true and false may be refused.</summary>
    public static JsonNode JsonFlag(this Session session, Resource resource, Field field, bool flag) =>
        session.Contract.Rule(Behaviors.FlagJson, Place.Of(resource, field)) is null ? flag : flag ? 1 : 0;

    /// <summary>The fields that an update is sure to store and answers show, soft delete aside: what a check can change without doubt.</summary>
    public static IEnumerable<Field> Changeable(this Session session, Resource resource) =>
        resource.Fields.Where(field => field.Values.Length != 1 && session.IsPlainUpdate(resource, field)
            && !session.Contract.Tolerates(Behaviors.RoundTripOnUpdate, Place.Of(resource, field), "ignored"));

    /// <summary>Whether an update may send a value of its own for the field, whether it stores it or not.</summary>
    public static bool IsPlainUpdate(this Session session, Resource resource, Field field) =>
        field is { OnUpdate: true, IsPlain: true, Refers: null, Forbidden: false, WriteOnly: false }
        && field.Name != session.Contract.ActiveFlag(resource) && !session.IsRefused(resource, field);

    /// <summary>A field that an update can change, none of those given.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public static Field OtherChangeable(this Session session, Resource resource, params IReadOnlyCollection<Field> taken) =>
        session.Changeable(resource).Except(taken).OrderBy(field => field.Unique).FirstOrDefault()
        ?? throw new PreconditionException($"{resource} has no other field that an update can change");

    /// <summary>A record none of whose flags has its default, so that a fall back to defaults shows; it is active.</summary>
    public static Task<Made> MakeUnlikeDefaults(this Session session, Resource resource)
    {
        var changes = new JsonObject();
        foreach (var field in resource.Fields)
        {
            if (field is { Type: FieldType.Boolean, OnCreate: true } && field.Name != session.Contract.ActiveFlag(resource))
                changes[field.Name] = session.OtherValue(resource, field, field.Default);
        }
        return session.Make(resource, changes);
    }

    /// <summary>What a field holds that was not sent: its default, or what a create without it gives where that may be any other value.</summary>
    public static async Task<JsonNode?> ValueWhenUnsent(this Session session, Resource resource, Field field)
    {
        if (!session.Contract.Tolerates(Behaviors.Default, Place.Of(resource, field), "other-value"))
            return field.Default;
        var made = await session.Make(resource, new JsonObject { [field.Name] = null });
        return (await session.Stored(made, field)).Value;
    }
}
