using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Whether answers other than to a create show a field, and show it whole.</summary>
internal static class ShownCheck
{
    [Judges(nameof(Behaviors.Shown))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        // Reference data cannot be made; what is there tells.
        if (!session.Offers(OperationKind.Create, resource))
            return await ExistingShapes.Shown(rule, session);
        var made = await session.Make(resource);
        var looks = await Looks(session, resource, field, made);
        if (looks.Count == 0)
            return Verdict.Unknown($"no answer of {resource} but that to a create can show {field}");

        foreach (var (record, exchange) in looks)
        {
            if (session.TryGet(record, field, out var value) && !IsWhole(session, field, value, made))
                return Verdict.Broken($"{field} shown as it is, or left out", $"it is {Say.Value(value)}", exchange);
        }
        if (looks.TrueForAll(look => session.TryGet(look.Record, field, out _)))
            return Verdict.Saw("shown");
        return Verdict.Saw(session.Contract.IsPerhapsNowhere(resource, field) && made.Answer.Data is JsonObject created && field.ShownIn.Contains(OperationKind.Create) && !session.TryGet(created, field, out _)
            && made.Answer.Exchange.Operation?.Holds == AnswerHolds.Record ? "nowhere" : "left-out");
    }

    private static async Task<List<(JsonObject Record, Exchange Exchange)>> Looks(Session session, Resource resource, Field field, Made made)
    {
        var looks = new List<(JsonObject, Exchange)>();
        if (field.ShownIn.Contains(OperationKind.Find) && session.Offers(OperationKind.Find, resource))
        {
            var found = await session.Look(made);
            looks.Add((found.Record, found.Exchange));
        }
        if (field.ShownIn.Contains(OperationKind.List) && session.Offers(OperationKind.List, resource))
        {
            var list = await session.Beside(made);
            looks.AddRange(list.Of(session, made).Take(1).Select(record => (record, list.Exchange)));
        }
        // The answer to an update may leave out whatever was not sent; it counts where nothing else shows the field.
        if (looks.Count == 0 && field.ShownIn.Contains(OperationKind.Update) && session.Offers(OperationKind.Update, resource))
        {
            var answer = await session.Update(resource, made.Identity, session.CompleteUpdate(resource));
            if (answer is { Succeeded: true, Data: JsonObject record })
                looks.Add((record, answer.Exchange));
        }
        return looks;
    }

    // What was sent must be shown; of what the server sets, the kind of value is known.
    private static bool IsWhole(Session session, Field field, JsonNode? value, Made made) =>
        made.Sent.TryGetPropertyValue(field.Name, out var sent)
            ? Same.Value(session, field, value, sent) || Same.IsUnset(value)
            : IsKind(field, value);

    /// <summary>Whether a field can hold a value of this kind.</summary>
    public static bool IsKind(Field field, JsonNode? value) => Same.IsUnset(value) || field.Type switch
    {
        FieldType.Timestamp => Same.Time(value) is not null,
        FieldType.Integer => Same.Integer(value) is not null,
        FieldType.Boolean => Same.Flag(value) is not null,
        FieldType.Text or FieldType.Date => Same.Text(value) is not null,
        FieldType.Link => value is JsonObject,
        FieldType.References or FieldType.Entries => value is JsonArray list && list.All(element => element is JsonObject),
        _ => value is JsonArray list && list.All(element => Same.Text(element) is not null),
    };
}
