using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a field holds that nobody sent, or that was emptied.</summary>
internal static class AbsentValueChecks
{
    [Judges(nameof(Behaviors.Default))]
    public static async Task<Verdict> Default(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource, new JsonObject { [field.Name] = null });
        var (value, exchange) = await session.Stored(made, field);
        if (Same.Value(session, field, value, field.Default))
            return Verdict.Saw("applied");
        return session.Contract.Tolerates(Behaviors.Default, rule.Place, "other-value")
            ? Verdict.Saw("other-value")
            : Verdict.Broken($"{field} {Say.Value(field.Default)} after a create of {resource} without it", $"it is {Say.Value(value)}",
                made.Answer.Exchange, exchange);
    }

    [Judges(nameof(Behaviors.Unset))]
    public static async Task<Verdict> Unset(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var input = await session.InputWith(resource, field, null);
        var answer = await session.Create(resource, input);
        if (answer.Outcome == Outcome.BadRequest && session.Contract.Tolerates(Behaviors.Optional, rule.Place, "required"))
            return Verdict.Unknown($"the target demands {field}, so no {resource} can be without it");
        if (session.IsOnlyOneUnset(rule.Place, answer))
            return await OfAnother(session, resource, field);
        if (!answer.Succeeded)
            return Verdict.Broken($"a create of {resource} without {field} answered with success", answer.Summary, answer.Exchange);

        var made = new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer);
        if (!session.TryGet((await session.Look(made)).Record, field, out _) && IsLeftOutOf(session, resource, field, answer))
            return Verdict.Saw("left-out");
        var (value, exchange) = await session.Stored(made, field);
        return value switch
        {
            null => Verdict.Saw("null"),
            JsonValue => Verdict.Saw(Same.IsUnset(value) ? "empty-text" : "filled"),
            _ => Verdict.Broken($"{field} null or a text after a create of {resource} without it", $"it is {Say.Value(value)}", answer.Exchange, exchange),
        };
    }

    // The one record that is without the value shows how that is written, whoever made it.
    private static async Task<Verdict> OfAnother(Session session, Resource resource, Field field)
    {
        foreach (var record in session.Offers(OperationKind.List, resource) ? (await session.LookAtAll(resource)).Records : [])
        {
            if (session.TryGet(record, field, out var value) && Same.IsUnset(value))
                return Verdict.Saw(value is null ? "null" : "empty-text");
        }
        return Verdict.Unknown($"the target lets one {resource} be without {field}, and the list does not show it");
    }

    [Judges(nameof(Behaviors.Clear))]
    public static async Task<Verdict> Clear(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        // A value that is not the default, for one that is cleared may have that.
        var made = await session.Make(resource, field.Default is { } usual ? new JsonObject { [field.Name] = session.Other(resource, field, usual) } : null);
        var before = session.Shown(resource, await session.Look(made), field);
        if (Same.IsUnset(before))
            return Verdict.Unknown($"{field} of a new {resource} has no value that could be cleared");

        var readings = new List<string>();
        // An empty flag in a form is a matter of its own.
        if (field.Type != FieldType.Boolean && await Emptied(rule, session, made, field, before, "", session.Encoded, readings) is { } inForm)
            return inForm;
        var value = session.Other(resource, field, field.Default);
        var filled = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = value.Copy() }, new Sending { Form = BodyForm.Json });
        // A target that takes no JSON has nothing to say about null, and one whose updates ignore the field holds another value.
        var held = filled.Succeeded ? session.Shown(resource, await session.Look(made), field) : null;
        if (held is not null && !Same.Value(session, field, held, value) && session.Contract.Tolerates(Behaviors.RoundTripOnUpdate, rule.Place, "ignored"))
            return Verdict.Unknown($"the updates of the target do not take {field}");
        if (!Same.IsUnset(held) && await Emptied(rule, session, made, field, held, null, BodyForm.Json, readings) is { } inJson)
            return inJson;
        if (readings.Count == 0)
            return Verdict.Unknown($"the target takes no JSON, and no other way to clear {field} is known");
        // What a text does and what null does may differ; the document says nothing of either.
        return Verdict.Saw(readings is ["cleared", "kept"] ? "null-kept" : rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    // Where other answers may leave the field out in any case, that to the create tells.
    private static bool IsLeftOutOf(Session session, Resource resource, Field field, Answer created) =>
        !session.Contract.MayBeLeftOut(resource, field)
        || (created.Exchange.Operation?.Holds == AnswerHolds.Record && !session.TryGet(created.Record, field, out _));

    private static async Task<Verdict?> Emptied(
        Rule rule, Session session, Made made, Field field, JsonNode? held, JsonNode? empty, BodyForm? form, List<string> readings)
    {
        var full = await session.Look(made);
        var answer = await session.Update(made.Resource, made.Identity, new JsonObject { [field.Name] = empty }, new Sending { Form = form });
        var how = $"an update of {Say.Record(made)} with {field} {Say.Value(empty)}";
        if (answer.Outcome == Outcome.BadRequest && rule.Readings.Any(mode => mode.Name == "refused"))
        {
            readings.Add("refused");
            return await session.Changed(made, full, answer);
        }
        if (!answer.Succeeded)
            return Verdict.Broken($"{how} answered with success", answer.Summary, answer.Exchange);
        var found = await session.Look(made);
        var shown = session.Shown(made.Resource, found, field);
        var isCleared = Same.IsUnset(shown) || (field.Default is not null && Same.Value(session, field, shown, field.Default));
        if (!isCleared && !Same.Value(session, field, shown, held))
            return Verdict.Broken($"{field} without a value after {how}, or {Say.Value(held)} as before", $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange);
        readings.Add(isCleared ? "cleared" : "kept");
        return null;
    }
}
