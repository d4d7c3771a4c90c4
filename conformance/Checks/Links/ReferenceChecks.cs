using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>References to records that are there already.</summary>
internal sealed class ReferenceChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.ReferencesInput))]
    public async Task<Verdict> Input()
    {
        var chosen = (await There()).Take(2).Select(record => record.Identity).ToArray();
        (string Reading, BodyForm Form)[] forms =
            [("json-text", BodyForm.JsonText), ("json-text", BodyForm.Flat), ("brackets", BodyForm.Brackets), ("json-body", BodyForm.Json)];
        foreach (var (reading, form) in forms)
        {
            var input = await Session.InputWith(Resource, Field, List(chosen));
            var answer = await Session.Create(Resource, input, new Sending { Form = form });
            if (!answer.Succeeded)
                continue;
            var found = await Session.Look(Resource, Session.IdentityOf(Resource, answer.Record, answer));
            if (Shown(found).Any())
                return Verdict.Saw(reading);
        }
        return Verdict.Broken($"a create of {Resource} that takes {Field.References!.Input} as JSON text, in brackets or as a list in a JSON body",
            $"none of them works: with {Say.Value(List(chosen))} {Field} is never shown");
    }

    [Judges(nameof(Behaviors.ReferencesRepeated))]
    public async Task<Verdict> Repeated()
    {
        var there = await There();
        if (there.Length < 2)
            return Verdict.Unknown($"it takes two records of {Target()} that can be referred to");
        string[] chosen = [there[0].Identity, there[1].Identity];
        var input = await Session.InputWith(Resource, Field, null);
        var (type, body) = BodyWriter.Write(Contract, Resource, input, null, BodyForm.Flat);
        var repeated = string.Concat(chosen.Select(identity => $"&{Field.References!.Input}={Uri.EscapeDataString(identity)}"));

        var answer = await Session.Create(Resource, [], new Sending { RawBody = body + repeated, RawContentType = type });
        if (!answer.Succeeded)
            return Readings.Judge(Rule, $"a create of {Resource} with {repeated[1..]}", answer, (Outcome.BadRequest, "refused"));
        var found = await Session.Look(Resource, Session.IdentityOf(Resource, answer.Record, answer));
        var shown = Shown(found).ToArray();
        var reading = shown.Order().SequenceEqual(chosen.Order()) ? "all"
            : shown is [var one] && one == chosen[1] ? "last"
            : shown is [] ? "ignored"
            : null;
        return reading is not null
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{Field} with both records of {repeated[1..]}, with the last one, or with none", $"it is {Say.All(shown)}", answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesShown))]
    public async Task<Verdict> Records()
    {
        var target = Target();
        var chosen = (await There()).Take(2).ToArray();
        var made = await Session.Make(Resource, new JsonObject { [Field.Name] = List([.. chosen.Select(record => record.Identity)]) });
        var found = await Session.Look(made);
        var shown = Session.Value(found.Record, Field) as JsonArray;
        foreach (var (identity, listed) in chosen)
        {
            var own = shown?.OfType<JsonObject>().FirstOrDefault(record => Same.Text(Session.Value(record, target.Identity)) == identity);
            if (own is null || Differences.Between(Session, target, listed, own).Any())
            {
                return Verdict.Broken($"{Field} with {Say.Value(listed)}, as in the list of {target}", $"it is {Say.Value(Session.Value(found.Record, Field))}",
                    made.Answer.Exchange, found.Exchange);
            }
        }
        return shown!.Count == chosen.Length
            ? Verdict.Saw("records")
            : Verdict.Broken($"{Field} with {chosen.Length} records, as sent", $"it has {shown.Count}: {Say.Value(shown)}", made.Answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesUnknown))]
    public async Task<Verdict> Unknown()
    {
        var input = await Session.InputWith(Resource, Field, List([Checking.Records.NoIdentity]));
        var answer = await Session.Create(Resource, input);
        var verdict = Readings.Judge(Rule, $"a create of {Resource} with {Field.References!.Input} [{Checking.Records.NoIdentity}], which does not exist,", answer,
            (Outcome.BadRequest, "bad-request"), (Outcome.NotFound, "not-found"), (Outcome.Conflict, "conflict"), (Outcome.Success, "ignored"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (!answer.Succeeded)
            return await Session.Trace(Resource, input) ?? verdict;
        var found = await Session.Look(Resource, Session.IdentityOf(Resource, answer.Record, answer));
        return Shown(found).Contains(Checking.Records.NoIdentity)
            ? Verdict.Broken($"{Field} without a record that does not exist", $"it is {Say.Value(Session.Value(found.Record, Field))}", answer.Exchange, found.Exchange)
            : verdict;
    }

    [Judges(nameof(Behaviors.ReferencesUpdate))]
    public async Task<Verdict> Update()
    {
        var there = (await There()).Select(record => record.Identity).Take(2).ToArray();
        var made = await Session.Make(Resource, new JsonObject { [Field.Name] = there.Length > 1 ? List([there[0]]) : null });
        var before = await Session.Look(made);
        var own = Session.ChangeableBut(Resource);
        // With a change of its own: an update that sends nothing else may be refused for that.
        var changes = new JsonObject { [own.Name] = Session.Other(Resource, own, Session.Value(before.Record, own)), [Field.Name] = List([there[^1]]) };

        var answer = await Session.Update(Resource, made.Identity, changes);
        var verdict = Readings.Judge(Rule, $"an update of {Say.Record(made)} that sends {Field.References!.Input}", answer,
            (Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        var after = await Session.Look(made);
        var changed = Differences.Unwanted(Session, Resource, before.Record, after.Record, answer.Succeeded ? own.Name : "").ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.BrokenBy(changed.Select(one => one.Field.Name), $"{Field} of {Say.Record(made)} unchanged by an update that sends {Field.References.Input}", Say.All(changed),
                before.Exchange, answer.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesKept))]
    public async Task<Verdict> Kept()
    {
        var target = Target();
        var (identity, before) = (await There())[0];
        var made = await Session.Make(Resource, new JsonObject { [Field.Name] = List([identity]) });
        var deleted = await Session.Gone(made);

        var list = await Session.LookAtAll(target);
        var after = list.Records.FirstOrDefault(record => Same.Text(Session.Value(record, target.Identity)) == identity);
        var changed = after is null ? ["it is not in the list"] : Differences.Unwanted(Session, target, before, after).Select(one => one.ToString()).ToArray();
        return changed.Length == 0
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Say.Record(target, identity)} unchanged by the delete of {Say.Record(made)}, which references it", Say.All(changed),
                made.Answer.Exchange, deleted.Exchange, list.Exchange);
    }

    private Resource Target() => Contract.Resource(Field.References!.Resource);

    /// <exception cref="PreconditionException">The target has none.</exception>
    private async Task<ImmutableArray<(string Identity, JsonObject Record)>> There()
    {
        var target = Target();
        var list = await Session.LookAtAll(target);
        ImmutableArray<(string, JsonObject)> there =
        [
            .. list.Records.Where(IsActive).Select(record => (Session.IdentityOf(target, record, list), record)),
        ];
        return there.IsEmpty ? throw new PreconditionException($"the target has no {target} that could be referenced") : there;

        bool IsActive(JsonObject record) => target.Fields.Where(flag => flag.Type == FieldType.Boolean).All(flag => Same.Flag(Session.Value(record, flag)) != false);
    }

    private static JsonArray List(params IEnumerable<string> identities) =>
        [.. identities.Select(identity => (JsonNode?)(Same.Integer(identity) is { } number ? JsonValue.Create(number) : JsonValue.Create(identity)))];

    // Whether shown as records or as bare identities, which another rule judges.
    private IEnumerable<string> Shown(Answer found) =>
        Session.Value(found.Record, Field) is not JsonArray list ? [] : list
            .Select(element => element is JsonObject record ? Same.Text(Session.Value(record, Target().Identity)) : Same.Text(element))
            .OfType<string>();
}
