using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A linked record that is created along with the record.</summary>
internal sealed class LinkedCreateChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.LinkedCreate))]
    public async Task<Verdict> Created()
    {
        var linked = await LinkedRecord.Make(Session, Resource, Field);

        var found = await Session.Find(linked.Target, linked.Identity);
        if (found is not { Succeeded: true, Data: JsonObject record })
        {
            return Verdict.Broken($"{Describe.Record(linked.Target, linked.Identity)} found, which {linked.Made} shows as its {Field}", found.Summary,
                linked.Made.Answer.Exchange, found.Exchange);
        }
        foreach (var (name, sent) in linked.Sent)
        {
            var inner = linked.Target.Field(name);
            if (Session.TryGet(record, inner, out var shown) && !Session.IsSame(inner, shown, sent) && !MayBeIgnored(linked.Target, inner))
                return OtherValueShown($"{inner} {Describe.Value(sent)} in {Describe.Record(linked.Target, linked.Identity)}, as the create of {Resource} sent it", shown, linked.Made.Answer.Exchange, found.Exchange);
        }
        return Verdict.Saw("created");
    }

    [Judges(nameof(Behaviors.LinkedInput))]
    public async Task<Verdict> InputForm()
    {
        var target = Contract.Resource(Field.Link!.Resource);
        var told = LinkedRecord.TextOf(Session, target);
        (string Reading, BodyForm Form)[] forms =
            [("flat", BodyForm.Flat), ("brackets", BodyForm.Brackets), ("json-text", BodyForm.JsonText), ("json-body", BodyForm.Json)];
        foreach (var (reading, form) in forms)
        {
            var input = await Input();
            var answer = await Session.Create(Resource, input, new Sending { Form = form });
            if (!answer.Succeeded)
                continue;
            var found = await Session.Read(Resource, IdentityOf(answer));
            if (Value(found) is JsonObject shown && Session.IsSame(told, Session.Value(shown, told), input[Field.Name]![told.Name]))
                return Verdict.Saw(reading);
        }
        return Verdict.Broken($"a create of {Resource} that takes {Field} as fields with the prefix {Field.Link.Prefix}, in brackets, as JSON text or in a JSON body",
            $"none of them works: statuses {Describe.All(Session.Exchanges.Where(exchange => exchange.Method != "GET").Select(exchange => exchange.Status))}");
    }

    [Judges(nameof(Behaviors.LinkedRequired))]
    public async Task<Verdict> Required()
    {
        var inner = Rule.Place.Inner!;
        var input = await Input();
        if (input[Field.Name] is not JsonObject link)
            return Verdict.Unknown($"a create of {Resource} does not send {Field}");
        link.Remove(inner.Name);

        var answer = await Session.Create(Resource, input);
        var verdict = JudgeOutcome($"a create of {Resource} without {inner} of its {Field}", answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        if (!answer.Refused || verdict is not Verdict.Pass)
            return verdict;
        return await StoredDespiteRefusal(input)
            ?? await Session.StoredDespiteRefusal(Contract.Resource(Field.Link!.Resource), link)
            ?? verdict;
    }

    [Judges(nameof(Behaviors.LinkedDuplicate))]
    public async Task<Verdict> Duplicate()
    {
        var inner = Rule.Place.Inner!;
        var owner = await LinkedRecord.Make(Session, Resource, Field);
        var taken = owner.Sent[inner.Name] ?? throw new PreconditionException($"a create of {Resource} does not send {inner} of {Field}");
        var input = await Input();
        var link = (JsonObject)input[Field.Name]!;
        link[inner.Name] = taken.Copy();

        var answer = await Session.Create(Resource, input);
        if (answer.IsConflict)
        {
            return await StoredDespiteRefusal(input, taken)
                ?? await Session.StoredDespiteRefusal(owner.Target, link, taken)
                ?? await UniqueChecks.CountOf(Session, owner.Target, inner, taken)
                ?? Verdict.Saw("conflict");
        }
        if (!answer.Succeeded)
            return JudgeOutcome($"a create of {Resource} whose {Field} has the taken {inner} {Describe.Value(taken)}", answer, (Outcome.Conflict, "conflict"), (Outcome.Success, "linked"));
        var found = await Session.Read(Resource, IdentityOf(answer));
        var identity = LinkedRecord.Of(Session, owner.Target, Field, found);
        return identity == owner.Identity
            ? await UniqueChecks.CountOf(Session, owner.Target, inner, taken) ?? Verdict.Saw("linked")
            : Verdict.Broken($"409, or a {Resource} linked to {Describe.Record(owner.Target, owner.Identity)}, which has {inner} {Describe.Value(taken)}",
                $"it is linked to {Describe.Record(owner.Target, identity ?? "none")}", owner.Made.Answer.Exchange, answer.Exchange, found.Exchange);
    }

    /// <summary>A create that is refused, for each reason that there is, with a linked record that nothing is wrong with.</summary>
    [Judges(nameof(Behaviors.LinkedRefusal))]
    public async Task<Verdict> Refusal()
    {
        var target = Contract.Resource(Field.Link!.Resource);
        var tried = 0;
        foreach (var (changes, how) in await Refusable())
        {
            var input = await Input();
            if (input[Field.Name] is not JsonObject link)
                return Verdict.Unknown($"a create of {Resource} does not send {Field}");
            foreach (var (name, value) in changes)
                input[name] = value.Copy();
            var answer = await Session.Create(Resource, input, how);
            // That it is refused at all is judged by the rule of the reason.
            if (!answer.Refused)
                continue;
            tried++;
            if (await Session.StoredDespiteRefusal(target, link) is Verdict.Fail trace)
            {
                return Verdict.Broken($"no {target} left behind by a create of {Resource} that was refused", trace.Actual,
                    [answer.Exchange, .. trace.Evidence]);
            }
        }
        return tried == 0 ? Verdict.Unknown($"the target refuses no create of {Resource} that the suite knows of") : Verdict.Saw("none-left");
    }

    // A taken value, a value that is none, a key that may not write.
    private async Task<List<(JsonObject Changes, Sending How)>> Refusable()
    {
        var reasons = new List<(JsonObject, Sending)>();
        if (Resource.Fields.FirstOrDefault(own => own is { Unique: true, OnCreate: true }) is { } unique)
            reasons.Add((new JsonObject { [unique.Name] = (await Make()).SentValue(unique).Copy() }, Sending.Default));
        foreach (var flag in Resource.Fields.Where(own => own is { Type: FieldType.Boolean, OnCreate: true }))
            reasons.Add((new JsonObject { [flag.Name] = Fixture.Wrong(Behaviors.FlagOther)[0].Value }, Sending.Default));
        if (Session.Has(Credential.ReadOnly))
            reasons.Add(([], new Sending { Who = Credential.ReadOnly }));
        return reasons;
    }

    // Fields that the linked resource's own create need not take either.
    private bool MayBeIgnored(Resource target, Field inner) =>
        Contract.Tolerates(Behaviors.RoundTrip, Place.Of(target, inner), "ignored");
}
