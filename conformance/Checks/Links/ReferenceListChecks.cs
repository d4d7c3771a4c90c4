using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>References to records that are there already.</summary>
internal sealed class ReferenceListChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.ReferencesInput))]
    public async Task<Verdict> InputForm()
    {
        var chosen = (await There()).Take(2).Select(record => record.Identity).ToArray();
        (string Reading, BodyForm Form)[] forms =
            [("json-text", BodyForm.JsonText), ("json-text", BodyForm.Flat), ("brackets", BodyForm.Brackets), ("json-body", BodyForm.Json)];
        foreach (var (reading, form) in forms)
        {
            var input = await InputWith(List(chosen));
            var answer = await Session.Create(Resource, input, new Sending { Form = form });
            if (!answer.Succeeded)
                continue;
            var found = await Session.Read(Resource, IdentityOf(answer));
            if (ShownIdentities(found).Any())
                return Verdict.Saw(reading);
        }
        return Verdict.Broken($"a create of {Resource} that takes {Field.References!.Input} as JSON text, in brackets or as a list in a JSON body",
            $"none of them works: with {Describe.Value(List(chosen))} {Field} is never shown");
    }

    [Judges(nameof(Behaviors.ReferencesRepeated))]
    public async Task<Verdict> Repeated()
    {
        var there = await There();
        if (there.Length < 2)
            return Verdict.Unknown($"it takes two records of {Target()} that can be referred to");
        string[] chosen = [there[0].Identity, there[1].Identity];
        var input = await InputWith(null);
        var (type, body) = BodyWriter.Write(Contract, Resource, input, null, BodyForm.Flat);
        var repeated = string.Concat(chosen.Select(identity => $"&{Field.References!.Input}={Uri.EscapeDataString(identity)}"));

        var answer = await Session.Create(Resource, [], new Sending { RawBody = body + repeated, RawContentType = type });
        if (!answer.Succeeded)
            return JudgeOutcome($"a create of {Resource} with {repeated[1..]}", answer, (Outcome.BadRequest, "refused"));
        var found = await Session.Read(Resource, IdentityOf(answer));
        var shown = ShownIdentities(found).ToArray();
        var reading = shown.Order().SequenceEqual(chosen.Order()) ? "all"
            : shown is [var one] && one == chosen[1] ? "last"
            : shown is [] ? "ignored"
            : null;
        return reading is not null
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{Field} with both records of {repeated[1..]}, with the last one, or with none", $"it is {Describe.All(shown)}", answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesShown))]
    public async Task<Verdict> Records()
    {
        var target = Target();
        var chosen = (await There()).Take(2).ToArray();
        var made = await MakeWith(List([.. chosen.Select(record => record.Identity)]));
        var found = await Read(made);
        var shown = Value(found) as JsonArray;
        foreach (var (identity, listed) in chosen)
        {
            var own = shown?.OfType<JsonObject>().FirstOrDefault(record => Session.Is(target, record, identity));
            if (own is null || Session.Differences(target, listed, own).Any())
                return OtherValueShown($"{Field} with {Describe.Value(listed)}, as in the list of {target}", Value(found), made.Answer.Exchange, found.Exchange);
        }
        return shown!.Count == chosen.Length
            ? Verdict.Saw("records")
            : Verdict.Broken($"{Field} with {chosen.Length} records, as sent", $"it has {shown.Count}: {Describe.Value(shown)}", made.Answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesUnknown))]
    public async Task<Verdict> Unknown()
    {
        var input = await InputWith(List([UnknownIdentity]));
        var answer = await Session.Create(Resource, input);
        var verdict = JudgeOutcome($"a create of {Resource} with {Field.References!.Input} [{UnknownIdentity}], which does not exist,", answer, (Outcome.BadRequest, "bad-request"), (Outcome.NotFound, "not-found"), (Outcome.Conflict, "conflict"), (Outcome.Success, "ignored"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (!answer.Succeeded)
            return await StoredDespiteRefusal(input) ?? verdict;
        var found = await Session.Read(Resource, IdentityOf(answer));
        return ShownIdentities(found).Contains(UnknownIdentity)
            ? OtherValueShown($"{Field} without a record that does not exist", Value(found), answer.Exchange, found.Exchange)
            : verdict;
    }

    [Judges(nameof(Behaviors.ReferencesUpdate))]
    public async Task<Verdict> Update()
    {
        var there = (await There()).Select(record => record.Identity).Take(2).ToArray();
        var made = await MakeWith(there.Length > 1 ? List([there[0]]) : null);
        var before = await Read(made);
        var own = OtherChangeable();
        // With a change of another field: an update that sends nothing else may be refused for that.
        var changes = new JsonObject { [own.Name] = Session.OtherValue(Resource, own, Session.Value(before.Record, own)), [Field.Name] = List([there[^1]]) };

        var answer = await Update(made, changes);
        var verdict = JudgeOutcome($"an update of {made} that sends {Field.References!.Input}", answer, (Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        var after = await Read(made);
        var changed = Session.UnwantedDifferences(Resource, before.Record, after.Record, answer.Succeeded ? own.Name : "").ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.BrokenBy(changed.Select(one => one.Field.Name), $"{Field} of {made} unchanged by an update that sends {Field.References.Input}", Describe.All(changed),
                before.Exchange, answer.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesKept))]
    public async Task<Verdict> Kept()
    {
        var target = Target();
        var (identity, before) = (await There())[0];
        var made = await MakeWith(List([identity]));
        var deleted = await Session.Remove(made);

        var list = await Session.ReadAll(target);
        var after = list.Record(Session, target, identity);
        var changed = after is null ? ["it is not in the list"] : Session.UnwantedDifferences(target, before, after).Select(one => one.ToString()).ToArray();
        return changed.Length == 0
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Describe.Record(target, identity)} unchanged by the delete of {made}, which references it", Describe.All(changed),
                made.Answer.Exchange, deleted.Exchange, list.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesShown), WithoutWriting = true)]
    public async Task<Verdict> RecordsOfExisting()
    {
        var target = Contract.Resource(Field.References!.Resource);
        var list = await Session.ReadAll(target);
        var compared = 0;
        foreach (var record in await Session.SampleOfRecords(Resource))
        {
            foreach (var element in Session.Value(record.Found, Field) as JsonArray ?? [])
            {
                if (element is not JsonObject shown)
                    return OtherValueShown($"{Field} as records of {target}", Session.Value(record.Found, Field), record.Exchange);
                var listed = list.Records.FirstOrDefault(other => Session.Is(target, other, FieldValue.Text(Session.Value(shown, target.Identity))));
                if (listed is null)
                    continue;
                if (Session.Differences(target, listed, shown).Any())
                    return OtherValueShown($"{Field} with {Describe.Value(listed)}, as in the list of {target}", shown, list.Exchange, record.Exchange);
                compared++;
            }
        }
        return compared > 0 ? Verdict.Saw("records") : Verdict.Unknown($"no {Resource} that was read has any {Field}");
    }

    private Resource Target() => Contract.Resource(Field.References!.Resource);

    /// <exception cref="PreconditionException">The target has none.</exception>
    private async Task<ImmutableArray<(string Identity, JsonObject Record)>> There()
    {
        var target = Target();
        var list = await Session.ReadAll(target);
        ImmutableArray<(string, JsonObject)> there =
        [
            .. list.Records.Where(IsActive).Select(record => (Session.IdentityOf(target, record, list), record)),
        ];
        return there.IsEmpty ? throw new PreconditionException($"the target has no {target} that could be referenced") : there;

        bool IsActive(JsonObject record) => target.Fields.Where(flag => flag.Type == FieldType.Boolean).All(flag => FieldValue.Flag(Session.Value(record, flag)) != false);
    }

    private static JsonArray List(params IEnumerable<string> identities) =>
        [.. identities.Select(identity => (JsonNode?)(FieldValue.Integer(identity) is { } number ? JsonValue.Create(number) : JsonValue.Create(identity)))];

    // Whether shown as records or as bare identities, which another rule judges.
    private IEnumerable<string> ShownIdentities(Answer found) =>
        Value(found) is not JsonArray list ? [] : list
            .Select(element => element is JsonObject record ? FieldValue.Text(Session.Value(record, Target().Identity)) : FieldValue.Text(element))
            .OfType<string>();
}
