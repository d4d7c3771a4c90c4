using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A linked record that is created along with the record.</summary>
internal static class LinkedCreateChecks
{
    [Judges(nameof(Behaviors.LinkedCreate))]
    public static async Task<Verdict> Created(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var linked = await Linked.Make(session, resource, field);

        var found = await session.Find(linked.Target, linked.Identity);
        if (found is not { Succeeded: true, Data: JsonObject record })
        {
            return Verdict.Broken($"{Say.Record(linked.Target, linked.Identity)} found, which {Say.Record(linked.Made)} shows as its {field}", found.Summary,
                linked.Made.Answer.Exchange, found.Exchange);
        }
        foreach (var (name, sent) in linked.Sent)
        {
            var inner = linked.Target.Field(name);
            if (session.TryGet(record, inner, out var shown) && !Same.Value(session, inner, shown, sent) && !MayBeIgnored(session, linked.Target, inner))
            {
                return Verdict.Broken($"{inner} {Say.Value(sent)} in {Say.Record(linked.Target, linked.Identity)}, as the create of {resource} sent it",
                    $"it is {Say.Value(shown)}", linked.Made.Answer.Exchange, found.Exchange);
            }
        }
        return Verdict.Saw("created");
    }

    [Judges(nameof(Behaviors.LinkedInput))]
    public static async Task<Verdict> Input(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var target = session.Contract.Resource(field.Link!.Resource);
        var told = Linked.TextOf(session, target);
        (string Reading, BodyForm Form)[] forms =
            [("flat", BodyForm.Flat), ("brackets", BodyForm.Brackets), ("json-text", BodyForm.JsonText), ("json-body", BodyForm.Json)];
        foreach (var (reading, form) in forms)
        {
            var input = await session.Input(resource);
            var answer = await session.Create(resource, input, new Sending { Form = form });
            if (!answer.Succeeded)
                continue;
            var found = await session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
            if (session.Value(found.Record, field) is JsonObject shown && Same.Value(session, told, session.Value(shown, told), input[field.Name]![told.Name]))
                return Verdict.Saw(reading);
        }
        return Verdict.Broken($"a create of {resource} that takes {field} as fields with the prefix {field.Link.Prefix}, in brackets, as JSON text or in a JSON body",
            $"none of them works: statuses {Say.All(session.Exchanges.Where(exchange => exchange.Method != "GET").Select(exchange => exchange.Status))}");
    }

    [Judges(nameof(Behaviors.LinkedRequired))]
    public static async Task<Verdict> Required(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var inner = rule.Place.Inner!;
        var input = await session.Input(resource);
        if (input[field.Name] is not JsonObject link)
            return Verdict.Unknown($"a create of {resource} does not send {field}");
        link.Remove(inner.Name);

        var answer = await session.Create(resource, input);
        var verdict = Readings.Judge(rule, $"a create of {resource} without {inner} of its {field}", answer,
            (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        if (!answer.Refused || verdict is not Verdict.Pass)
            return verdict;
        return await session.Trace(resource, input)
            ?? await session.Trace(session.Contract.Resource(field.Link!.Resource), link)
            ?? verdict;
    }

    [Judges(nameof(Behaviors.LinkedDuplicate))]
    public static async Task<Verdict> Duplicate(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var inner = rule.Place.Inner!;
        var owner = await Linked.Make(session, resource, field);
        var taken = owner.Sent[inner.Name] ?? throw new PreconditionException($"a create of {resource} does not send {inner} of {field}");
        var input = await session.Input(resource);
        var link = (JsonObject)input[field.Name]!;
        link[inner.Name] = taken.Copy();

        var answer = await session.Create(resource, input);
        if (answer.Outcome == Outcome.Conflict)
        {
            return await session.Trace(resource, input, taken)
                ?? await session.Trace(owner.Target, link, taken)
                ?? await UniqueChecks.CountOf(session, owner.Target, inner, taken)
                ?? Verdict.Saw("conflict");
        }
        if (!answer.Succeeded)
        {
            return Readings.Judge(rule, $"a create of {resource} whose {field} has the taken {inner} {Say.Value(taken)}", answer,
                (Outcome.Conflict, "conflict"), (Outcome.Success, "linked"));
        }
        var found = await session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
        var identity = Linked.Of(session, owner.Target, field, found);
        return identity == owner.Identity
            ? await UniqueChecks.CountOf(session, owner.Target, inner, taken) ?? Verdict.Saw("linked")
            : Verdict.Broken($"409, or a {resource} linked to {Say.Record(owner.Target, owner.Identity)}, which has {inner} {Say.Value(taken)}",
                $"it is linked to {Say.Record(owner.Target, identity ?? "none")}", owner.Made.Answer.Exchange, answer.Exchange, found.Exchange);
    }

    /// <summary>A create that is refused, for each reason that there is, with a linked record that nothing is wrong with.</summary>
    [Judges(nameof(Behaviors.LinkedRefusal))]
    public static async Task<Verdict> Refusal(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var target = session.Contract.Resource(field.Link!.Resource);
        var tried = 0;
        foreach (var (changes, how) in await Refusable(session, resource))
        {
            var input = await session.Input(resource);
            if (input[field.Name] is not JsonObject link)
                return Verdict.Unknown($"a create of {resource} does not send {field}");
            foreach (var (name, value) in changes)
                input[name] = value.Copy();
            var answer = await session.Create(resource, input, how);
            // That it is refused at all is judged by the rule of the reason.
            if (!answer.Refused)
                continue;
            tried++;
            if (await session.Trace(target, link) is Verdict.Fail trace)
            {
                return Verdict.Broken($"no {target} left behind by a create of {resource} that was refused", trace.Actual,
                    [answer.Exchange, .. trace.Evidence]);
            }
        }
        return tried == 0 ? Verdict.Unknown($"the target refuses no create of {resource} that the suite knows of") : Verdict.Saw("none-left");
    }

    // A taken value, a value that is none, a key that may not write.
    private static async Task<List<(JsonObject Changes, Sending How)>> Refusable(Session session, Resource resource)
    {
        var reasons = new List<(JsonObject, Sending)>();
        if (resource.Fields.FirstOrDefault(own => own is { Unique: true, OnCreate: true }) is { } unique)
            reasons.Add((new JsonObject { [unique.Name] = (await session.Make(resource)).SentValue(unique).Copy() }, Sending.Default));
        foreach (var flag in resource.Fields.Where(own => own is { Type: FieldType.Boolean, OnCreate: true }))
            reasons.Add((new JsonObject { [flag.Name] = Fixture.Wrong(Behaviors.FlagOther)[0].Value }, Sending.Default));
        if (session.Has(Credential.ReadOnly))
            reasons.Add(([], new Sending { Who = Credential.ReadOnly }));
        return reasons;
    }

    // Fields that the linked resource's own create need not take either.
    private static bool MayBeIgnored(Session session, Resource target, Field inner) =>
        session.Contract.Tolerates(Behaviors.RoundTrip, Place.Of(target, inner), "ignored");
}
