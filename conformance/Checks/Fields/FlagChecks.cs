using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How a form sends a flag.</summary>
internal static class FlagChecks
{
    [Judges(nameof(Behaviors.FlagInput))]
    public static async Task<Verdict> Input(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var usual = Same.Flag(await session.Usual(resource, field));
        var kept = 0;
        var usually = 0;
        var seen = new List<string>();
        foreach (var sent in (bool[])[true, false])
        {
            var written = sent ? "1" : "0";
            var (shown, answer) = await Stored(session, resource, field, written);
            if (!answer.Succeeded)
                return Verdict.Broken($"a form with {field}={written} accepted", answer.Summary, answer.Exchange);
            kept += Same.Flag(shown) == sent ? 1 : 0;
            usually += Same.Flag(shown) == usual ? 1 : 0;
            seen.Add($"{written} gives {Say.Value(shown)}");
        }
        if (kept == 2)
            return Verdict.Saw("accepted");
        // That both give the default may mean that the field is not read; but not where another way gets through.
        return usually == 2 && !await IsTaken(session, resource, field)
            ? Verdict.Saw("ignored")
            : Verdict.Broken($"{field}: 1 in a form is true, 0 is false", Say.All(seen));
    }

    [Judges(nameof(Behaviors.FlagEmpty))]
    public static async Task<Verdict> Empty(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var (shown, answer) = await Stored(session, resource, field, "");
        if (!answer.Succeeded)
        {
            return Readings.Judge(rule, $"a create of {resource} with an empty {field} in a form", answer,
                (Outcome.Success, "false"), (Outcome.BadRequest, "refused"));
        }
        var usual = await session.Usual(resource, field);
        var fitting = new List<string>();
        if (Same.Flag(shown) == false)
            fitting.Add("false");
        if (Same.Value(session, field, shown, usual))
            fitting.Add("not-sent");
        if (Same.IsUnset(shown) && !Same.IsUnset(usual))
            return Verdict.Saw("unset");
        if ((fitting.Count == 2 || Same.IsUnset(shown)) && await EmptiedOnUpdate(rule, session, resource, field) is { } seen)
            return seen;
        return fitting.Count > 0
            ? Readings.Among(rule, fitting)
            : Verdict.Broken($"{field} false or {Say.Value(usual)} after a form sent it empty", $"it is {Say.Value(shown)}", answer.Exchange);
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
    private static async Task<Verdict?> EmptiedOnUpdate(Rule rule, Session session, Resource resource, Field field)
    {
        if (!field.OnUpdate || field.Name == session.Contract.ActiveFlag(resource) || session.IsRefused(resource, field))
            return null;
        var made = await session.Make(resource, new JsonObject { [field.Name] = true });
        if (Same.Flag((await session.Stored(made, field)).Value) != true)
            return null;
        // With a change beside it: an update that sends nothing else may be refused for that.
        var own = session.ChangeableBut(resource, field);
        var empty = await Updated("");
        if (!empty.Answer.Succeeded)
        {
            return Readings.Judge(rule, $"an update of {Say.Record(made)} with an empty {field} in a form", empty.Answer,
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
            var changes = new JsonObject { [own.Name] = session.Fresh(resource, own), [field.Name] = written };
            var answer = await session.Update(resource, made.Identity, changes, new Sending { Form = session.Encoded });
            return (answer, answer.Succeeded ? session.Shown(resource, await session.Look(made), field) : null);
        }
    }

    private static async Task<(JsonNode? Shown, Answer Answer)> Stored(Session session, Resource resource, Field field, string written)
    {
        var answer = await session.Create(resource, await session.InputWith(resource, field, written), new Sending { Form = session.Encoded });
        if (answer.Exchange.ContentType?.Contains("form", StringComparison.Ordinal) != true)
            throw new PreconditionException($"the target takes a create of {resource} as JSON alone");
        return (answer.Succeeded ? await Shown(session, resource, field, answer) : null, answer);
    }

    private static async Task<JsonNode?> Shown(Session session, Resource resource, Field field, Answer created)
    {
        var found = await session.Look(resource, Session.IdentityOf(resource, created.Record, created));
        return session.Shown(resource, found, field);
    }
}
