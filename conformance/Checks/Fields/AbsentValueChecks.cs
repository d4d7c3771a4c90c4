using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a field holds that nobody sent, or that was emptied.</summary>
internal static class AbsentValueChecks
{
    public static async Task<Verdict> Default(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource, new JsonObject { [field.Name] = null });
        var (value, exchange) = await session.Stored(made, field);
        return Same.Value(session, field, value, field.Default)
            ? Verdict.Saw("applied")
            : Verdict.Broken($"{field} {Say.Value(field.Default)} after a create of {resource} without it", $"it is {Say.Value(value)}",
                made.Answer.Exchange, exchange);
    }

    public static async Task<Verdict> Unset(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var input = await session.InputWith(resource, field, null);
        var answer = await session.Create(resource, input);
        if (answer.Outcome == Outcome.BadRequest && session.Contract.Tolerates(Behaviors.Optional, rule.Place, "required"))
            return Verdict.Unknown($"the target demands {field}, so no {resource} can be without it");
        if (!answer.Succeeded)
            return Verdict.Broken($"a create of {resource} without {field} answered with success", answer.Summary, answer.Exchange);

        var made = new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer);
        var (value, exchange) = await session.Stored(made, field);
        return value switch
        {
            null => Verdict.Saw("null"),
            JsonValue => Verdict.Saw(Same.IsUnset(value) ? "empty-text" : "filled"),
            _ => Verdict.Broken($"{field} null or a text after a create of {resource} without it", $"it is {Say.Value(value)}", answer.Exchange, exchange),
        };
    }

    public static async Task<Verdict> Clear(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource);
        var before = session.Shown(resource, await session.Look(made), field);
        if (Same.IsUnset(before))
            return Verdict.Unknown($"{field} of a new {resource} has no value that could be cleared");

        var inForm = await Emptied(session, made, field, "", null);
        if (inForm is not null)
            return inForm;
        var value = session.Other(resource, field, null);
        var filled = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = value }, new Sending { Form = BodyForm.Json });
        // A target that takes no JSON has nothing to say about null.
        return filled.Succeeded ? await Emptied(session, made, field, null, BodyForm.Json) ?? Verdict.Saw("cleared") : Verdict.Saw("cleared");
    }

    private static async Task<Verdict?> Emptied(Session session, Made made, Field field, JsonNode? empty, BodyForm? form)
    {
        var answer = await session.Update(made.Resource, made.Identity, new JsonObject { [field.Name] = empty }, new Sending { Form = form });
        var how = $"an update of {Say.Record(made)} with {field} {Say.Value(empty)}";
        if (!answer.Succeeded)
            return Verdict.Broken($"{how} answered with success", answer.Summary, answer.Exchange);
        var found = await session.Look(made);
        var shown = session.Shown(made.Resource, found, field);
        return Same.IsUnset(shown)
            ? null
            : Verdict.Broken($"{field} without a value after {how}", $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange);
    }
}
