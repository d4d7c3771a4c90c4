using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A record and the one that it links.</summary>
/// <param name="Made">The record.</param>
/// <param name="Target">The resource of the linked record.</param>
/// <param name="Identity">Identity of the linked record.</param>
/// <param name="Sent">What the create sent for it.</param>
/// <param name="Found">The answer that shows both.</param>
internal sealed record LinkedRecord(Made Made, Resource Target, string Identity, JsonObject Sent, Answer Found)
{
    /// <exception cref="PreconditionException">Nothing can be made, or the linked record is not shown.</exception>
    public static async Task<LinkedRecord> Make(Session session, Resource resource, Field field)
    {
        var made = await session.Make(resource);
        var sent = made.SentValue(field) as JsonObject ?? throw new PreconditionException($"a create of {resource} does not send {field}");
        var found = session.Offers(OperationKind.Find, resource) ? await session.Read(made) : made.Answer;
        var target = session.Contract.Resource(field.Link!.Resource);
        return Of(session, target, field, found) is { } identity
            ? new LinkedRecord(made, target, identity, sent, found)
            : throw new PreconditionException($"{made} does not show {field} with its {target.Identity}: {Describe.Value(session.Value(found.Record, field))}");
    }

    /// <summary>The identity of the linked record that an answer shows, or null.</summary>
    public static string? Of(Session session, Resource target, Field field, Answer answer) =>
        answer.Data is JsonObject record && session.Value(record, field) is JsonObject linked
            && session.TryGet(linked, target.Identity, out var identity) && FieldValue.Integer(identity) is not null
            ? FieldValue.Text(identity)
            : null;

    /// <summary>The first text field of the linked record that is sure to take and show any text.</summary>
    public static Field TextOf(Session session, Resource target, Func<Field, bool>? also = null) =>
        target.Fields.FirstOrDefault(field => field is { Type: FieldType.Text, OnCreate: true, Format: null }
            && !session.Contract.MayBeLeftOut(target, field) && also?.Invoke(field) != false)
        ?? throw new PreconditionException($"{target} has no text field that a check can change");
}
