using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Whether answers show a field, show it whole, and keep what nobody may see to themselves.</summary>
internal sealed class ShownFieldChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Shown))]
    public async Task<Verdict> Shown()
    {
        // Reference data cannot be created, so the existing records are read.
        if (!Offers(OperationKind.Create))
            return await ShownByExisting();
        var made = await Make();
        var shownRecords = await RecordsShown(made);
        if (shownRecords.Count == 0)
            return Verdict.Unknown($"no answer of {Resource} but that to a create can show {Field}");

        foreach (var (record, exchange) in shownRecords)
        {
            if (Session.TryGet(record, Field, out var value) && !IsWhole(value, made))
                return OtherValueShown($"{Field} shown as it is, or left out", value, exchange);
        }
        if (shownRecords.TrueForAll(item => Session.TryGet(item.Record, Field, out _)))
            return Verdict.Saw("shown");
        return Verdict.Saw(Contract.MayBeShownNowhere(Resource, Field) && made.Answer.Data is JsonObject created && Field.ShownIn.Contains(OperationKind.Create) && !Session.TryGet(created, Field, out _)
            && made.Answer.Exchange.Operation?.Holds == AnswerHolds.Record ? "nowhere" : "left-out");
    }

    [Judges(nameof(Behaviors.Shown), WithoutWriting = true)]
    public async Task<Verdict> ShownByExisting()
    {
        ImmutableArray<OperationKind> reads = [.. new[] { OperationKind.Find, OperationKind.List }.Where(kind => Field.ShownIn.Contains(kind) && Offers(kind))];
        if (reads.IsEmpty)
            return Verdict.Unknown($"no answer of {Resource} to a read can show {Field}");
        var shownRecords = (await Session.SampleOfRecords(Resource)).SelectMany(record =>
            reads.Select(kind => (Record: kind == OperationKind.Find ? record.Found : record.Listed, record.Exchange))).ToList();
        foreach (var (record, exchange) in shownRecords)
        {
            if (Session.TryGet(record, Field, out var value) && !IsKind(Field, value))
                return OtherValueShown($"{Field} shown as it is, or left out", value, exchange);
        }
        var shown = shownRecords.Count(item => Session.TryGet(item.Record, Field, out _));
        return shown < shownRecords.Count && Contract.MayBeAbsent(Resource, Field)
            ? Verdict.Unknown($"some records leave {Field} out, perhaps for want of a value")
            : Verdict.Saw(shown == shownRecords.Count ? "shown" : "left-out");
    }

    [Judges(nameof(Behaviors.WriteOnly))]
    public async Task<Verdict> WriteOnly()
    {
        // A value of its own: the texts of one input may be alike.
        var made = await MakeWith(Fresh());
        var secrets = new List<string> { FieldValue.Text(made.SentValue(Field))! };
        var answers = new List<Answer> { made.Answer };
        answers.AddRange(await Session.ReadEverywhere(made));
        if (Field.OnUpdate && Offers(OperationKind.Update))
        {
            var second = OtherValue(made.SentValue(Field));
            secrets.Add(FieldValue.Text(second)!);
            var updated = await UpdateTo(made, second);
            if (!updated.Succeeded)
                return NoSuccess($"an update of {made} that sends {Field}", updated);
            answers.Add(updated);
            answers.AddRange(await Session.ReadEverywhere(made));
        }

        var expected = $"no answer that shows {Field}, which {Resource} takes and keeps to itself";
        if (Session.Exchanges.FirstOrDefault(exchange => secrets.Exists(secret => exchange.Body.Contains(secret, StringComparison.Ordinal))) is { } leak)
            return Verdict.Broken(expected, $"{leak.Method} {leak.Uri.AbsolutePath} shows the value that was sent", made.Answer.Exchange, leak);
        if (answers.Find(answer => ShownValues(answer).Any()) is { } named)
        {
            return Verdict.Broken(expected, $"it is {Describe.Value(ShownValues(named).First())} in {named.Exchange.Method} {named.Exchange.Uri.AbsolutePath}",
                made.Answer.Exchange, named.Exchange);
        }
        return Verdict.Saw("hidden");
    }

    [Judges(nameof(Behaviors.WriteOnly), WithoutWriting = true)]
    public async Task<Verdict> WriteOnlyOfExisting()
    {
        foreach (var record in await Session.SampleOfRecords(Resource))
        {
            foreach (var look in (JsonObject[])[record.Found, record.Listed])
            {
                if (Session.TryGet(look, Field, out var value))
                    return OtherValueShown($"no answer that shows {Field}, which {Resource} takes and keeps to itself", value, record.Exchange);
            }
        }
        return Verdict.Saw("hidden");
    }

    /// <summary>Whether a field can hold a value of this kind.</summary>
    public static bool IsKind(Field field, JsonNode? value) => FieldValue.IsUnset(value) || field.Type switch
    {
        FieldType.Timestamp => FieldValue.Time(value) is not null,
        FieldType.Integer => FieldValue.Integer(value) is not null,
        FieldType.Number => FieldValue.Number(value) is not null,
        FieldType.Json => value is JsonObject or JsonArray,
        FieldType.Boolean => FieldValue.Flag(value) is not null,
        FieldType.Text or FieldType.Date => FieldValue.Text(value) is not null,
        FieldType.Link => value is JsonObject,
        FieldType.References or FieldType.Entries => value is JsonArray list && list.All(element => element is JsonObject),
        _ => value is JsonArray list && list.All(element => FieldValue.Text(element) is not null),
    };

    private async Task<List<(JsonObject Record, Exchange Exchange)>> RecordsShown(Made made)
    {
        var shownRecords = new List<(JsonObject, Exchange)>();
        if (Field.ShownIn.Contains(OperationKind.Find) && Offers(OperationKind.Find))
        {
            var found = await Read(made);
            shownRecords.Add((found.Record, found.Exchange));
        }
        if (Field.ShownIn.Contains(OperationKind.List) && Offers(OperationKind.List))
        {
            var list = await Session.ReadListOf(made);
            shownRecords.AddRange(list.Of(Session, made).Take(1).Select(record => (record, list.Exchange)));
        }
        // The answer to an update may leave out whatever was not sent; it counts where nothing else shows the field.
        if (shownRecords.Count == 0 && Field.ShownIn.Contains(OperationKind.Update) && Offers(OperationKind.Update))
        {
            var answer = await Update(made, Session.CompleteUpdate(Resource));
            if (answer is { Succeeded: true, Data: JsonObject record })
                shownRecords.Add((record, answer.Exchange));
        }
        return shownRecords;
    }

    // What was sent must be shown; of what the server sets, the kind of value is known.
    private bool IsWhole(JsonNode? value, Made made) =>
        made.Sent.TryGetPropertyValue(Field.Name, out var sent)
            ? IsSame(value, sent) || FieldValue.IsUnset(value)
            : IsKind(Field, value);
}
