using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>How a form and a JSON body send a flag.</summary>
internal sealed class FlagChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.FlagInput))]
    public async Task<Verdict> Accepted()
    {
        var usual = FieldValue.Flag(await Session.ValueWhenUnsent(Resource, Field));
        var kept = 0;
        var usually = 0;
        var seen = new List<string>();
        foreach (var sent in (bool[])[true, false])
        {
            var written = sent ? "1" : "0";
            var (shown, answer) = await Stored(written);
            if (!answer.Succeeded)
                return Verdict.Broken($"a form with {Field}={written} accepted", answer.Summary, answer.Exchange);
            kept += FieldValue.Flag(shown) == sent ? 1 : 0;
            usually += FieldValue.Flag(shown) == usual ? 1 : 0;
            seen.Add($"{written} gives {Describe.Value(shown)}");
        }
        if (kept == 2)
            return Verdict.Saw("accepted");
        // That both give the default may mean that the field is not read; but not where another way gets through.
        return usually == 2 && !await IsTakenInAnyForm()
            ? Verdict.Saw("ignored")
            : Verdict.Broken($"{Field}: 1 in a form is true, 0 is false", Describe.All(seen));
    }

    [Judges(nameof(Behaviors.FlagEmpty))]
    public async Task<Verdict> Empty()
    {
        var (shown, answer) = await Stored("");
        if (!answer.Succeeded)
            return JudgeOutcome($"a create of {Resource} with an empty {Field} in a form", answer, (Outcome.Success, "false"), (Outcome.BadRequest, "refused"));
        var usual = await Session.ValueWhenUnsent(Resource, Field);
        var fitting = new List<string>();
        if (FieldValue.Flag(shown) == false)
            fitting.Add("false");
        if (IsSame(shown, usual))
            fitting.Add("not-sent");
        if (FieldValue.IsUnset(shown) && !FieldValue.IsUnset(usual))
            return Verdict.Saw("unset");
        if ((fitting.Count == 2 || FieldValue.IsUnset(shown)) && await EmptiedOnUpdate() is { } seen)
            return seen;
        return fitting.Count > 0
            ? SawAnyOf(fitting)
            : OtherValueShown($"{Field} false or {Describe.Value(usual)} after a form sent it empty", shown, answer.Exchange);
    }

    /// <summary>true and false in a JSON body, both taken as they are or both refused.</summary>
    [Judges(nameof(Behaviors.FlagJson))]
    public async Task<Verdict> FlagInJson()
    {
        var refused = new List<Answer>();
        foreach (var sent in (bool[])[true, false])
        {
            var attempt = await TryCreateWith(sent, new Sending { Form = BodyForm.Json });
            if (attempt.Answer.Outcome == Outcome.UnsupportedMediaType)
                return Verdict.Unknown($"the target takes no {Resource} as JSON");
            if (attempt.Answer.Outcome == Outcome.BadRequest)
            {
                refused.Add(attempt.Answer);
                if (await StoredDespiteRefusal(attempt.Input) is { } stored)
                    return stored;
                continue;
            }
            if (attempt.Made is not { } made)
                return JudgeOutcome($"a create of {Resource} as JSON with {Field} {Describe.Value(sent)}", attempt.Answer, (Outcome.Success, "accepted"), (Outcome.BadRequest, "refused"));
            var (shown, exchange) = await Stored(made);
            if (FieldValue.Flag(shown) != sent)
                return OtherValueShown($"{Field} {Describe.Value(sent)}, as a JSON body sent it, or a refusal", shown, attempt.Answer.Exchange, exchange);
        }
        return refused.Count == 1
            ? Verdict.Broken($"true and false for {Field} in a JSON body both taken or both refused", $"one is refused: {refused[0].Summary}", refused[0].Exchange)
            : Verdict.Saw(refused.Count == 0 ? "accepted" : "refused");
    }

    // The opposite of its default, empty in a form or native in JSON.
    private async Task<bool> IsTakenInAnyForm()
    {
        var opposite = !(FieldValue.Flag(await Session.ValueWhenUnsent(Resource, Field)) ?? false);
        var encoded = Session.Encoded(OperationKind.Create, Resource);
        (JsonNode Value, BodyForm? Form)[] ways = opposite
            ? [("1", encoded), (Session.JsonFlag(Resource, Field, true), BodyForm.Json)]
            : [("0", encoded), ("", encoded), (Session.JsonFlag(Resource, Field, false), BodyForm.Json)];
        foreach (var (value, form) in ways)
        {
            var answer = await Session.Create(Resource, await InputWith(value), new Sending { Form = form });
            if (answer.Succeeded && FieldValue.Flag(await ShownAfter(answer)) == opposite)
                return true;
        }
        return false;
    }

    // A default of false looks the same either way on a create; a flag that is true does not, where an update can set it.
    private async Task<Verdict?> EmptiedOnUpdate()
    {
        if (!Field.OnUpdate || Field.Name == Contract.ActiveFlag(Resource) || Session.IsRefused(Resource, Field))
            return null;
        var made = await MakeWith(true);
        if (FieldValue.Flag((await Stored(made)).Value) != true)
            return null;
        // With a change of another field: an update that sends nothing else may be refused for that.
        var own = OtherChangeable(Field);
        var empty = await Updated("");
        if (!empty.Answer.Succeeded)
            return JudgeOutcome($"an update of {made} with an empty {Field} in a form", empty.Answer, (Outcome.Success, "false"), (Outcome.BadRequest, "refused"));
        if (FieldValue.Flag(empty.Shown) == false)
            return Verdict.Saw("false");
        if (FieldValue.IsUnset(empty.Shown))
            return Verdict.Saw("unset");
        // It shows nothing where an update cannot set the flag to false at all.
        return FieldValue.Flag(empty.Shown) == true && FieldValue.Flag((await Updated("0")).Shown) == false ? Verdict.Saw("not-sent") : null;

        async Task<(Answer Answer, JsonNode? Shown)> Updated(string written)
        {
            var changes = new JsonObject { [own.Name] = Session.Fresh(Resource, own), [Field.Name] = written };
            var answer = await Update(made, changes, new Sending { Form = Session.Encoded(OperationKind.Update, Resource) });
            return (answer, answer.Succeeded ? Shown(await Read(made)) : null);
        }
    }

    private async Task<(JsonNode? Shown, Answer Answer)> Stored(string written)
    {
        var answer = await Session.Create(Resource, await InputWith(written), new Sending { Form = Session.Encoded(OperationKind.Create, Resource) });
        if (answer.Exchange.ContentType?.Contains("form", StringComparison.Ordinal) != true)
            throw new PreconditionException($"the target takes a create of {Resource} as JSON alone");
        return (answer.Succeeded ? await ShownAfter(answer) : null, answer);
    }

    private async Task<JsonNode?> ShownAfter(Answer created) => Shown(await Session.Read(Resource, IdentityOf(created)));
}
