using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Fields that hold the identity of other records, or several.</summary>
internal static class RefersChecks
{
    [Judges(nameof(Behaviors.RefersUnknown))]
    public static async Task<Verdict> Unknown(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var sent = Identities(field, Records.NoIdentity);
        var trial = await Trial.Of(session, resource, field, sent);
        var request = $"a create of {resource} with {field} {Say.Value(sent)}, which does not exist,";
        var verdict = Readings.Judge(rule, request, trial.Answer,
            (Outcome.BadRequest, "refused"), (Outcome.NotFound, "not-found"), (Outcome.Success, "ignored"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (trial.Made is not { } made)
            return await session.Trace(resource, trial.Input) ?? await Stray(session, resource, field, trial) ?? verdict;

        var found = await session.Look(made);
        var shown = session.Value(found.Record, field);
        if (Same.Value(session, field, shown, sent))
            return Verdict.Saw("stored");
        if (!await IsUsual(session, resource, field, shown))
            return Verdict.Broken($"{request} refused, or stored as sent, or without it", $"{field} is {Say.Value(shown)}", trial.Answer.Exchange, found.Exchange);
        if (field.Type == FieldType.Identities)
            return await OthersKept(session, resource, field, await Known(session, resource, field)) ?? verdict;
        if (!session.TryGet(found.Record, field, out _))
            await Known(session, resource, field);
        return verdict;
    }

    /// <summary>How an answer shows what the field refers to, by the record as it stands in the answer.</summary>
    [Judges(nameof(Behaviors.ReferenceAs))]
    public static async Task<Verdict> As(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource);
        var sent = made.SentValue(field);
        var found = await session.Look(made);
        var expected = $"{field} {Say.Value(sent)}: {Say.Tolerated(rule)}";
        var isOwn = found.Record.TryGetPropertyValue(field.Name, out var own);
        var isOther = found.Record.TryGetPropertyValue(field.Refers!.Record!, out var record);
        if (!isOwn && !isOther)
            return Verdict.Saw("left-out");

        var fitting = new List<string>();
        if (isOwn && Several.Elements(own).All(element => Same.Text(element) is not null))
            fitting.Add("identity");
        if (isOther && await AreRecords(session, field, Several.Elements(record)))
            fitting.Add("record");
        return fitting.Count == (isOwn ? 1 : 0) + (isOther ? 1 : 0) && Same.Value(session, field, session.Value(found.Record, field), sent)
            ? Readings.Among(rule, fitting)
            : Verdict.Broken(expected, Say.All(Seen()), made.Answer.Exchange, found.Exchange);

        IEnumerable<string> Seen()
        {
            if (isOwn)
                yield return $"{field} is {Say.Value(own)}";
            if (isOther)
                yield return $"{field.Refers.Record} is {Say.Value(record)}";
        }
    }

    // Identity and text of each record, as its own list shows them.
    private static async Task<bool> AreRecords(Session session, Field field, ImmutableArray<JsonNode?> shown)
    {
        var target = session.Contract.Resource(field.Refers!.Resource);
        var list = await session.LookAtAll(target);
        return shown.All(element => element is JsonObject record
            && target.Fields.Any(text => text.Type == FieldType.Text && session.TryGet(record, text, out _))
            && list.Records.FirstOrDefault(one => Same.Text(session.Value(one, target.Identity)) == Same.Text(session.Value(record, target.Identity))) is { } listed
            && !Differences.Between(session, target, listed, record).Any());
    }

    // Nothing (0, where there must be a number), or what a create without the field gives.
    private static async Task<bool> IsUsual(Session session, Resource resource, Field field, JsonNode? shown)
    {
        if (Several.IsEmpty(shown) || Same.Integer(shown) == 0)
            return true;
        var without = await Trial.Of(session, resource, field, null);
        // Where it must be sent and is not taken all the same, another value leads to the same one.
        var made = without.Made ?? (session.Contract.Tolerates(Behaviors.RoundTrip, Place.Of(resource, field), "ignored")
            ? (await Trial.Of(session, resource, field, session.Other(resource, field, shown))).Made
            : null);
        return made is not null && Same.Value(session, field, session.Value((await session.Look(made)).Record, field), shown);
    }

    /// <exception cref="PreconditionException">There is nothing to refer to, or no answer shows that one is referred to.</exception>
    private static async Task<JsonNode> Known(Session session, Resource resource, Field field)
    {
        var made = await session.Make(resource);
        var sent = made.SentValue(field);
        var found = await session.Look(made);
        return session.TryGet(found.Record, field, out _)
            ? sent
            : throw new PreconditionException($"no answer shows {field} of {resource}, so whether it was ignored cannot be seen");
    }

    private static async Task<Verdict?> OthersKept(Session session, Resource resource, Field field, JsonNode known)
    {
        var good = Same.Text(Several.Elements(known)[^1])!;
        var trial = await Trial.Of(session, resource, field, Identities(field, good, Records.NoIdentity));
        if (trial.Made is not { } made)
            return Verdict.Broken($"a create of {resource} with {field} [{good}, {Records.NoIdentity}] answered with success, as with the unknown one alone",
                trial.Answer.Summary, trial.Answer.Exchange);
        var found = await session.Look(made);
        var shown = session.Value(found.Record, field);
        return Same.Value(session, field, shown, Identities(field, good))
            ? null
            : Verdict.Broken($"{field} [{good}] after a create with [{good}, {Records.NoIdentity}]", $"it is {Say.Value(shown)}",
                trial.Answer.Exchange, found.Exchange);
    }

    // A record that was stored after all may stand in no list but that of what it refers to.
    private static async Task<Verdict?> Stray(Session session, Resource resource, Field field, Trial trial)
    {
        var tags = session.Tags(resource, trial.Input);
        foreach (var list in session.Contract.Operations.Where(operation =>
            operation.Kind == OperationKind.List && operation.Resource == resource.Name && operation.Filter?.Field == field.Name))
        {
            var answer = await session.List(list, new Sending { Filter = Records.NoIdentity });
            if (answer is { Succeeded: true, Data: JsonArray } && answer.Records.FirstOrDefault(record => session.Holds(resource, record, tags)) is { } stored)
            {
                return Verdict.Broken($"nothing created by the refused create of {resource}", $"{list} shows {Say.Value(stored)}",
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
