using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Whether answers other than to a create show a field, and show it whole.</summary>
internal sealed class ShownCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Shown))]
    public async Task<Verdict> Judge()
    {
        // Reference data cannot be made; what is there tells.
        if (!Session.Offers(OperationKind.Create, Resource))
            return await new ExistingShapes(Rule, Session).Shown();
        var made = await Session.Make(Resource);
        var looks = await Looks(made);
        if (looks.Count == 0)
            return Verdict.Unknown($"no answer of {Resource} but that to a create can show {Field}");

        foreach (var (record, exchange) in looks)
        {
            if (Session.TryGet(record, Field, out var value) && !IsWhole(value, made))
                return Verdict.Broken($"{Field} shown as it is, or left out", $"it is {Say.Value(value)}", exchange);
        }
        if (looks.TrueForAll(look => Session.TryGet(look.Record, Field, out _)))
            return Verdict.Saw("shown");
        return Verdict.Saw(Contract.IsPerhapsNowhere(Resource, Field) && made.Answer.Data is JsonObject created && Field.ShownIn.Contains(OperationKind.Create) && !Session.TryGet(created, Field, out _)
            && made.Answer.Exchange.Operation?.Holds == AnswerHolds.Record ? "nowhere" : "left-out");
    }

    private async Task<List<(JsonObject Record, Exchange Exchange)>> Looks(Made made)
    {
        var looks = new List<(JsonObject, Exchange)>();
        if (Field.ShownIn.Contains(OperationKind.Find) && Session.Offers(OperationKind.Find, Resource))
        {
            var found = await Session.Look(made);
            looks.Add((found.Record, found.Exchange));
        }
        if (Field.ShownIn.Contains(OperationKind.List) && Session.Offers(OperationKind.List, Resource))
        {
            var list = await Session.Beside(made);
            looks.AddRange(list.Of(Session, made).Take(1).Select(record => (record, list.Exchange)));
        }
        // The answer to an update may leave out whatever was not sent; it counts where nothing else shows the field.
        if (looks.Count == 0 && Field.ShownIn.Contains(OperationKind.Update) && Session.Offers(OperationKind.Update, Resource))
        {
            var answer = await Session.Update(Resource, made.Identity, Session.CompleteUpdate(Resource));
            if (answer is { Succeeded: true, Data: JsonObject record })
                looks.Add((record, answer.Exchange));
        }
        return looks;
    }

    // What was sent must be shown; of what the server sets, the kind of value is known.
    private bool IsWhole(JsonNode? value, Made made) =>
        made.Sent.TryGetPropertyValue(Field.Name, out var sent)
            ? Same.Value(Session, Field, value, sent) || Same.IsUnset(value)
            : IsKind(Field, value);

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
