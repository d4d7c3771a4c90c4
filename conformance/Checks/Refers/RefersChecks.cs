using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Fields that hold the identity of other records, or several.</summary>
internal sealed class RefersChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.RefersUnknown))]
    public async Task<Verdict> Unknown()
    {
        var sent = Identities(Field, Records.NoIdentity);
        var trial = await Trial.Of(Session, Resource, Field, sent);
        var request = $"a create of {Resource} with {Field} {Say.Value(sent)}, which does not exist,";
        var verdict = Readings.Judge(Rule, request, trial.Answer,
            (Outcome.BadRequest, "refused"), (Outcome.NotFound, "not-found"), (Outcome.Success, "ignored"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (trial.Made is not { } made)
            return await Session.Trace(Resource, trial.Input) ?? await Stray(trial) ?? verdict;

        var found = await Session.Look(made);
        var shown = Session.Value(found.Record, Field);
        if (Same.Value(Session, Field, shown, sent))
            return Verdict.Saw("stored");
        if (!await IsUsual(shown))
            return Verdict.Broken($"{request} refused, or stored as sent, or without it", $"{Field} is {Say.Value(shown)}", trial.Answer.Exchange, found.Exchange);
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
        var made = await Session.Make(Resource);
        var sent = made.SentValue(Field);
        var found = await Session.Look(made);
        var expected = $"{Field} {Say.Value(sent)}: {Say.Tolerated(Rule)}";
        var isOwn = found.Record.TryGetPropertyValue(Field.Name, out var own);
        var isOther = found.Record.TryGetPropertyValue(Field.Refers!.Record!, out var record);
        if (!isOwn && !isOther)
            return Verdict.Saw("left-out");

        var fitting = new List<string>();
        if (isOwn && Several.Elements(own).All(element => Same.Text(element) is not null))
            fitting.Add("identity");
        if (isOther && await AreRecords(Several.Elements(record)))
            fitting.Add("record");
        return fitting.Count == (isOwn ? 1 : 0) + (isOther ? 1 : 0) && Same.Value(Session, Field, Session.Value(found.Record, Field), sent)
            ? Readings.Among(Rule, fitting)
            : Verdict.Broken(expected, Say.All(Seen()), made.Answer.Exchange, found.Exchange);

        IEnumerable<string> Seen()
        {
            if (isOwn)
                yield return $"{Field} is {Say.Value(own)}";
            if (isOther)
                yield return $"{Field.Refers.Record} is {Say.Value(record)}";
        }
    }

    // Identity and text of each record, as its own list shows them.
    private async Task<bool> AreRecords(ImmutableArray<JsonNode?> shown)
    {
        var target = Contract.Resource(Field.Refers!.Resource);
        var list = await Session.LookAtAll(target);
        return shown.All(element => element is JsonObject record
            && target.Fields.Any(text => text.Type == FieldType.Text && Session.TryGet(record, text, out _))
            && list.Records.FirstOrDefault(one => Same.Text(Session.Value(one, target.Identity)) == Same.Text(Session.Value(record, target.Identity))) is { } listed
            && !Differences.Between(Session, target, listed, record).Any());
    }

    // Nothing (0, where there must be a number), or what a create without the field gives.
    private async Task<bool> IsUsual(JsonNode? shown)
    {
        if (Several.IsEmpty(shown) || Same.Integer(shown) == 0)
            return true;
        var without = await Trial.Of(Session, Resource, Field, null);
        // Where it must be sent and is not taken all the same, another value leads to the same one.
        var made = without.Made ?? (Contract.Tolerates(Behaviors.RoundTrip, Place.Of(Resource, Field), "ignored")
            ? (await Trial.Of(Session, Resource, Field, Session.Other(Resource, Field, shown))).Made
            : null);
        return made is not null && Same.Value(Session, Field, Session.Value((await Session.Look(made)).Record, Field), shown);
    }

    /// <exception cref="PreconditionException">There is nothing to refer to, or no answer shows that one is referred to.</exception>
    private async Task<JsonNode> Known()
    {
        var made = await Session.Make(Resource);
        var sent = made.SentValue(Field);
        var found = await Session.Look(made);
        return Session.TryGet(found.Record, Field, out _)
            ? sent
            : throw new PreconditionException($"no answer shows {Field} of {Resource}, so whether it was ignored cannot be seen");
    }

    private async Task<Verdict?> OthersKept(JsonNode known)
    {
        var good = Same.Text(Several.Elements(known)[^1])!;
        var trial = await Trial.Of(Session, Resource, Field, Identities(Field, good, Records.NoIdentity));
        if (trial.Made is not { } made)
            return Verdict.Broken($"a create of {Resource} with {Field} [{good}, {Records.NoIdentity}] answered with success, as with the unknown one alone",
                trial.Answer.Summary, trial.Answer.Exchange);
        var found = await Session.Look(made);
        var shown = Session.Value(found.Record, Field);
        return Same.Value(Session, Field, shown, Identities(Field, good))
            ? null
            : Verdict.Broken($"{Field} [{good}] after a create with [{good}, {Records.NoIdentity}]", $"it is {Say.Value(shown)}",
                trial.Answer.Exchange, found.Exchange);
    }

    // A record that was stored after all may stand in no list but that of what it refers to.
    private async Task<Verdict?> Stray(Trial trial)
    {
        var tags = Session.Tags(Resource, trial.Input);
        foreach (var list in Contract.Operations.Where(operation =>
            operation.Kind == OperationKind.List && operation.Resource == Resource.Name && operation.Filter?.Field == Field.Name))
        {
            var answer = await Session.List(list, new Sending { Filter = Records.NoIdentity });
            if (answer is { Succeeded: true, Data: JsonArray } && answer.Records.FirstOrDefault(record => Session.Holds(Resource, record, tags)) is { } stored)
            {
                return Verdict.Broken($"nothing created by the refused create of {Resource}", $"{list} shows {Say.Value(stored)}",
                    trial.Answer.Exchange, answer.Exchange);
            }
        }
        return null;
    }

    private static JsonNode Identities(Field field, params IReadOnlyList<string> identities)
    {
        var numbers = identities.Select(identity => (JsonNode?)(Same.Integer(identity) is { } number ? JsonValue.Create(number) : JsonValue.Create(identity)));
        return field.Type == FieldType.Identities ? new JsonArray([.. numbers]) : numbers.First()!;
    }
}
