using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Fields that hold the identity of other records, or several.</summary>
internal sealed class ReferenceFieldChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.RefersUnknown))]
    public async Task<Verdict> Unknown()
    {
        var sent = Identities(Field, RecordReading.UnknownIdentityOf(Contract.Resource(Field.Refers!.Resource)));
        var attempt = await TryCreateWith(sent);
        var request = $"a create of {Resource} with {Field} {Describe.Value(sent)}, which does not exist,";
        var verdict = JudgeOutcome(request, attempt.Answer, (Outcome.BadRequest, "refused"), (Outcome.NotFound, "not-found"), (Outcome.Success, "ignored"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (attempt.Made is not { } made)
            return await StoredDespiteRefusal(attempt.Input) ?? await Stray(attempt) ?? verdict;

        var found = await Read(made);
        var shown = Value(found);
        if (IsSame(shown, sent))
            return Verdict.Saw("stored");
        if (!await IsUsual(shown))
            return Verdict.Broken($"{request} refused, or stored as sent, or without it", $"{Field} is {Describe.Value(shown)}", attempt.Answer.Exchange, found.Exchange);
        if (Field.Type == FieldType.Identities)
            return await OthersKept(await Known()) ?? verdict;
        if (!Session.TryGet(found.Record, Field, out _))
            await Known();
        return verdict;
    }

    /// <summary>How an answer shows what the field refers to, by the record as it stands in the answer.</summary>
    [Judges(nameof(Behaviors.ReferenceAs))]
    public async Task<Verdict> As()
    {
        var made = await Make();
        var sent = made.SentValue(Field);
        var found = await Read(made);
        var expected = $"{Field} {Describe.Value(sent)}: {Describe.Tolerated(Rule)}";
        var isOwn = found.Record.TryGetPropertyValue(Field.Name, out var own);
        var isOther = found.Record.TryGetPropertyValue(Field.Refers!.Record!, out var record);
        if (!isOwn && !isOther)
            return Verdict.Saw("left-out");

        var fitting = new List<string>();
        if (isOwn && ListValue.Elements(own).All(element => FieldValue.Text(element) is not null))
            fitting.Add("identity");
        if (isOther && await AreRecords(ListValue.Elements(record)))
            fitting.Add("record");
        return fitting.Count == (isOwn ? 1 : 0) + (isOther ? 1 : 0) && IsSame(Value(found), sent)
            ? SawAnyOf(fitting)
            : Verdict.Broken(expected, Describe.All(Seen()), made.Answer.Exchange, found.Exchange);

        IEnumerable<string> Seen()
        {
            if (isOwn)
                yield return $"{Field} is {Describe.Value(own)}";
            if (isOther)
                yield return $"{Field.Refers.Record} is {Describe.Value(record)}";
        }
    }

    // Identity and text of each record, as its own list shows them.
    private async Task<bool> AreRecords(ImmutableArray<JsonNode?> shown)
    {
        var target = Contract.Resource(Field.Refers!.Resource);
        var list = await Session.ReadAll(target);
        return shown.All(element => element is JsonObject record
            && target.Fields.Any(text => text.Type == FieldType.Text && Session.TryGet(record, text, out _))
            && list.Records.FirstOrDefault(one => Session.Is(target, one, FieldValue.Text(Session.Value(record, target.Identity)))) is { } listed
            && !Session.Differences(target, listed, record).Any());
    }

    // Nothing (0, where there must be a number), or what a create without the field gives.
    private async Task<bool> IsUsual(JsonNode? shown)
    {
        if (ListValue.IsEmpty(shown) || FieldValue.Integer(shown) == 0)
            return true;
        var without = await TryCreateWith(null);
        // Where it must be sent and is not taken all the same, another value leads to the same one.
        var made = without.Made ?? (Tolerates(Behaviors.RoundTrip, "ignored")
            ? (await TryCreateWith(OtherValue(shown))).Made
            : null);
        return made is not null && IsSame(Session.Value((await Read(made)).Record, Field), shown);
    }

    /// <exception cref="PreconditionException">There is nothing to refer to, or no answer shows that one is referred to.</exception>
    private async Task<JsonNode> Known()
    {
        var made = await Make();
        var sent = made.SentValue(Field);
        var found = await Read(made);
        return Session.TryGet(found.Record, Field, out _)
            ? sent
            : throw new PreconditionException($"no answer shows {Field} of {Resource}, so whether it was ignored cannot be seen");
    }

    private async Task<Verdict?> OthersKept(JsonNode known)
    {
        var good = FieldValue.Text(ListValue.Elements(known)[^1])!;
        var attempt = await TryCreateWith(Identities(Field, good, UnknownIdentity));
        if (attempt.Made is not { } made)
            return Verdict.Broken($"a create of {Resource} with {Field} [{good}, {UnknownIdentity}] answered with success, as with the unknown one alone",
                attempt.Answer.Summary, attempt.Answer.Exchange);
        var found = await Read(made);
        var shown = Value(found);
        return IsSame(shown, Identities(Field, good))
            ? null
            : OtherValueShown($"{Field} [{good}] after a create with [{good}, {UnknownIdentity}]", shown, attempt.Answer.Exchange, found.Exchange);
    }

    // A record that was stored after all may stand in no list but that of what it refers to.
    private async Task<Verdict?> Stray(CreateAttempt attempt)
    {
        var tags = Session.UniqueTexts(Resource, attempt.Input);
        foreach (var list in Contract.Operations.Where(operation =>
            operation.Kind == OperationKind.List && operation.Resource == Resource.Name && operation.Filter?.Field == Field.Name))
        {
            var answer = await Session.List(list, new Sending { Filter = UnknownIdentity });
            if (answer is { Succeeded: true, Data: JsonArray } && answer.Records.FirstOrDefault(record => Session.ShowsAny(Resource, record, tags)) is { } stored)
            {
                return Verdict.Broken($"nothing created by the refused create of {Resource}", $"{list} shows {Describe.Value(stored)}",
                    attempt.Answer.Exchange, answer.Exchange);
            }
        }
        return null;
    }

    private static JsonNode Identities(Field field, params IReadOnlyList<string> identities)
    {
        var numbers = identities.Select(identity => (JsonNode?)(FieldValue.Integer(identity) is { } number ? JsonValue.Create(number) : JsonValue.Create(identity)));
        return field.Type == FieldType.Identities ? new JsonArray([.. numbers]) : numbers.First()!;
    }
}
