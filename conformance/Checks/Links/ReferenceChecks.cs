using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>References to records that are there already.</summary>
internal static class ReferenceChecks
{
    [Judges(nameof(Behaviors.ReferencesInput))]
    public static async Task<Verdict> Input(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var chosen = (await There(session, field)).Take(2).Select(record => record.Identity).ToArray();
        (string Reading, BodyForm Form)[] forms =
            [("json-text", BodyForm.JsonText), ("json-text", BodyForm.Flat), ("brackets", BodyForm.Brackets), ("json-body", BodyForm.Json)];
        foreach (var (reading, form) in forms)
        {
            var input = await session.InputWith(resource, field, List(chosen));
            var answer = await session.Create(resource, input, new Sending { Form = form });
            if (!answer.Succeeded)
                continue;
            var found = await session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
            if (Shown(session, field, found).Any())
                return Verdict.Saw(reading);
        }
        return Verdict.Broken($"a create of {resource} that takes {field.References!.Input} as JSON text, in brackets or as a list in a JSON body",
            $"none of them works: with {Say.Value(List(chosen))} {field} is never shown");
    }

    [Judges(nameof(Behaviors.ReferencesRepeated))]
    public static async Task<Verdict> Repeated(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var there = await There(session, field);
        if (there.Length < 2)
            return Verdict.Unknown($"it takes two records of {Target(session, field)} that can be referred to");
        string[] chosen = [there[0].Identity, there[1].Identity];
        var input = await session.InputWith(resource, field, null);
        var (type, body) = BodyWriter.Write(session.Contract, resource, input, null, BodyForm.Flat);
        var repeated = string.Concat(chosen.Select(identity => $"&{field.References!.Input}={Uri.EscapeDataString(identity)}"));

        var answer = await session.Create(resource, [], new Sending { RawBody = body + repeated, RawContentType = type });
        if (!answer.Succeeded)
            return Readings.Judge(rule, $"a create of {resource} with {repeated[1..]}", answer, (Outcome.BadRequest, "refused"));
        var found = await session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
        var shown = Shown(session, field, found).ToArray();
        var reading = shown.Order().SequenceEqual(chosen.Order()) ? "all"
            : shown is [var one] && one == chosen[1] ? "last"
            : shown is [] ? "ignored"
            : null;
        return reading is not null
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{field} with both records of {repeated[1..]}, with the last one, or with none", $"it is {Say.All(shown)}", answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesShown))]
    public static async Task<Verdict> Records(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var target = Target(session, field);
        var chosen = (await There(session, field)).Take(2).ToArray();
        var made = await session.Make(resource, new JsonObject { [field.Name] = List([.. chosen.Select(record => record.Identity)]) });
        var found = await session.Look(made);
        var shown = session.Value(found.Record, field) as JsonArray;
        foreach (var (identity, listed) in chosen)
        {
            var own = shown?.OfType<JsonObject>().FirstOrDefault(record => Same.Text(session.Value(record, target.Identity)) == identity);
            if (own is null || Differences.Between(session, target, listed, own).Any())
            {
                return Verdict.Broken($"{field} with {Say.Value(listed)}, as in the list of {target}", $"it is {Say.Value(session.Value(found.Record, field))}",
                    made.Answer.Exchange, found.Exchange);
            }
        }
        return shown!.Count == chosen.Length
            ? Verdict.Saw("records")
            : Verdict.Broken($"{field} with {chosen.Length} records, as sent", $"it has {shown.Count}: {Say.Value(shown)}", made.Answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesUnknown))]
    public static async Task<Verdict> Unknown(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var input = await session.InputWith(resource, field, List([Checking.Records.NoIdentity]));
        var answer = await session.Create(resource, input);
        var verdict = Readings.Judge(rule, $"a create of {resource} with {field.References!.Input} [{Checking.Records.NoIdentity}], which does not exist,", answer,
            (Outcome.BadRequest, "bad-request"), (Outcome.NotFound, "not-found"), (Outcome.Conflict, "conflict"), (Outcome.Success, "ignored"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (!answer.Succeeded)
            return await session.Trace(resource, input) ?? verdict;
        var found = await session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
        return Shown(session, field, found).Contains(Checking.Records.NoIdentity)
            ? Verdict.Broken($"{field} without a record that does not exist", $"it is {Say.Value(session.Value(found.Record, field))}", answer.Exchange, found.Exchange)
            : verdict;
    }

    [Judges(nameof(Behaviors.ReferencesUpdate))]
    public static async Task<Verdict> Update(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var there = (await There(session, field)).Select(record => record.Identity).Take(2).ToArray();
        var made = await session.Make(resource, new JsonObject { [field.Name] = there.Length > 1 ? List([there[0]]) : null });
        var before = await session.Look(made);
        var own = session.ChangeableBut(resource);
        // With a change of its own: an update that sends nothing else may be refused for that.
        var changes = new JsonObject { [own.Name] = session.Other(resource, own, session.Value(before.Record, own)), [field.Name] = List([there[^1]]) };

        var answer = await session.Update(resource, made.Identity, changes);
        var verdict = Readings.Judge(rule, $"an update of {Say.Record(made)} that sends {field.References!.Input}", answer,
            (Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        var after = await session.Look(made);
        var changed = Differences.Unwanted(session, resource, before.Record, after.Record, answer.Succeeded ? own.Name : "").ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.BrokenBy(changed.Select(one => one.Field.Name), $"{field} of {Say.Record(made)} unchanged by an update that sends {field.References.Input}", Say.All(changed),
                before.Exchange, answer.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.ReferencesKept))]
    public static async Task<Verdict> Kept(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var target = Target(session, field);
        var (identity, before) = (await There(session, field))[0];
        var made = await session.Make(resource, new JsonObject { [field.Name] = List([identity]) });
        var deleted = await session.Gone(made);

        var list = await session.LookAtAll(target);
        var after = list.Records.FirstOrDefault(record => Same.Text(session.Value(record, target.Identity)) == identity);
        var changed = after is null ? ["it is not in the list"] : Differences.Unwanted(session, target, before, after).Select(one => one.ToString()).ToArray();
        return changed.Length == 0
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Say.Record(target, identity)} unchanged by the delete of {Say.Record(made)}, which references it", Say.All(changed),
                made.Answer.Exchange, deleted.Exchange, list.Exchange);
    }

    private static Resource Target(Session session, Field field) => session.Contract.Resource(field.References!.Resource);

    /// <exception cref="PreconditionException">The target has none.</exception>
    private static async Task<ImmutableArray<(string Identity, JsonObject Record)>> There(Session session, Field field)
    {
        var target = Target(session, field);
        var list = await session.LookAtAll(target);
        ImmutableArray<(string, JsonObject)> there =
        [
            .. list.Records.Where(IsActive).Select(record => (Session.IdentityOf(target, record, list), record)),
        ];
        return there.IsEmpty ? throw new PreconditionException($"the target has no {target} that could be referenced") : there;

        bool IsActive(JsonObject record) => target.Fields.Where(flag => flag.Type == FieldType.Boolean).All(flag => Same.Flag(session.Value(record, flag)) != false);
    }

    private static JsonArray List(params IEnumerable<string> identities) =>
        [.. identities.Select(identity => (JsonNode?)(Same.Integer(identity) is { } number ? JsonValue.Create(number) : JsonValue.Create(identity)))];

    // Whether shown as records or as bare identities, which another rule judges.
    private static IEnumerable<string> Shown(Session session, Field field, Answer found) =>
        session.Value(found.Record, field) is not JsonArray list ? [] : list
            .Select(element => element is JsonObject record ? Same.Text(session.Value(record, Target(session, field).Identity)) : Same.Text(element))
            .OfType<string>();
}
