using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How a form sends a flag.</summary>
internal sealed class FlagChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.FlagInput))]
    public async Task<Verdict> Input()
    {
        var usual = Same.Flag(await Session.Usual(Resource, Field));
        var kept = 0;
        var usually = 0;
        var seen = new List<string>();
        foreach (var sent in (bool[])[true, false])
        {
            var written = sent ? "1" : "0";
            var (shown, answer) = await Stored(written);
            if (!answer.Succeeded)
                return Verdict.Broken($"a form with {Field}={written} accepted", answer.Summary, answer.Exchange);
            kept += Same.Flag(shown) == sent ? 1 : 0;
            usually += Same.Flag(shown) == usual ? 1 : 0;
            seen.Add($"{written} gives {Say.Value(shown)}");
        }
        if (kept == 2)
            return Verdict.Saw("accepted");
        // That both give the default may mean that the field is not read; but not where another way gets through.
        return usually == 2 && !await IsTaken(Session, Resource, Field)
            ? Verdict.Saw("ignored")
            : Verdict.Broken($"{Field}: 1 in a form is true, 0 is false", Say.All(seen));
    }

    [Judges(nameof(Behaviors.FlagEmpty))]
    public async Task<Verdict> Empty()
    {
        var (shown, answer) = await Stored("");
        if (!answer.Succeeded)
        {
            return Readings.Judge(Rule, $"a create of {Resource} with an empty {Field} in a form", answer,
                (Outcome.Success, "false"), (Outcome.BadRequest, "refused"));
        }
        var usual = await Session.Usual(Resource, Field);
        var fitting = new List<string>();
        if (Same.Flag(shown) == false)
            fitting.Add("false");
        if (Same.Value(Session, Field, shown, usual))
            fitting.Add("not-sent");
        if (Same.IsUnset(shown) && !Same.IsUnset(usual))
            return Verdict.Saw("unset");
        if ((fitting.Count == 2 || Same.IsUnset(shown)) && await EmptiedOnUpdate() is { } seen)
            return seen;
        return fitting.Count > 0
            ? Readings.Among(Rule, fitting)
            : Verdict.Broken($"{Field} false or {Say.Value(usual)} after a form sent it empty", $"it is {Say.Value(shown)}", answer.Exchange);
    }

    /// <summary>Whether a create stores the flag in any way: the opposite of its default, empty in a form or native in JSON.</summary>
    public static async Task<bool> IsTaken(Session session, Resource resource, Field field)
    {
        var opposite = !(Same.Flag(await session.Usual(resource, field)) ?? false);
        (JsonNode Value, BodyForm? Form)[] ways = opposite
            ? [("1", session.Encoded), (session.Native(resource, field, true), BodyForm.Json)]
            : [("0", session.Encoded), ("", session.Encoded), (session.Native(resource, field, false), BodyForm.Json)];
        foreach (var (value, form) in ways)
        {
            var answer = await session.Create(resource, await session.InputWith(resource, field, value), new Sending { Form = form });
            if (answer.Succeeded && Same.Flag(await Shown(session, resource, field, answer)) == opposite)
                return true;
        }
        return false;
    }

    // A default of false looks the same either way on a create. A flag that is true tells, where an update can set it.
    private async Task<Verdict?> EmptiedOnUpdate()
    {
        if (!Field.OnUpdate || Field.Name == Contract.ActiveFlag(Resource) || Session.IsRefused(Resource, Field))
            return null;
        var made = await Session.Make(Resource, new JsonObject { [Field.Name] = true });
        if (Same.Flag((await Session.Stored(made, Field)).Value) != true)
            return null;
        // With a change beside it: an update that sends nothing else may be refused for that.
        var own = Session.ChangeableBut(Resource, Field);
        var empty = await Updated("");
        if (!empty.Answer.Succeeded)
        {
            return Readings.Judge(Rule, $"an update of {Say.Record(made)} with an empty {Field} in a form", empty.Answer,
                (Outcome.Success, "false"), (Outcome.BadRequest, "refused"));
        }
        if (Same.Flag(empty.Shown) == false)
            return Verdict.Saw("false");
        if (Same.IsUnset(empty.Shown))
            return Verdict.Saw("unset");
        // It tells nothing where an update cannot switch the flag off at all.
        return Same.Flag(empty.Shown) == true && Same.Flag((await Updated("0")).Shown) == false ? Verdict.Saw("not-sent") : null;

        async Task<(Answer Answer, JsonNode? Shown)> Updated(string written)
        {
            var changes = new JsonObject { [own.Name] = Session.Fresh(Resource, own), [Field.Name] = written };
            var answer = await Session.Update(Resource, made.Identity, changes, new Sending { Form = Session.Encoded });
            return (answer, answer.Succeeded ? Session.Shown(Resource, await Session.Look(made), Field) : null);
        }
    }

    private async Task<(JsonNode? Shown, Answer Answer)> Stored(string written)
    {
        var answer = await Session.Create(Resource, await Session.InputWith(Resource, Field, written), new Sending { Form = Session.Encoded });
        if (answer.Exchange.ContentType?.Contains("form", StringComparison.Ordinal) != true)
            throw new PreconditionException($"the target takes a create of {Resource} as JSON alone");
        return (answer.Succeeded ? await Shown(Session, Resource, Field, answer) : null, answer);
    }

    private static async Task<JsonNode?> Shown(Session session, Resource resource, Field field, Answer created)
    {
        var found = await session.Look(resource, Session.IdentityOf(resource, created.Record, created));
        return session.Shown(resource, found, field);
    }
}
