using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A linked record in the life of the record that links it, and the other way round.</summary>
internal static class LinkedChecks
{
    [Judges(nameof(Behaviors.LinkedUpdate))]
    public static async Task<Verdict> Update(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var linked = await Linked.Make(session, resource, field);
        var before = await session.Look(linked.Target, linked.Identity);
        var inner = Linked.TextOf(session, linked.Target);
        var own = session.ChangeableBut(resource);
        string? reading = null;
        foreach (var form in (BodyForm?[])[null, BodyForm.Flat, BodyForm.Brackets, BodyForm.JsonText, BodyForm.Json])
        {
            var held = session.Value((await session.Look(linked.Made)).Record, own);
            var changes = new JsonObject
            {
                // With a change of its own: an update that sends nothing else may be refused for that.
                [own.Name] = session.Other(resource, own, held),
                [field.Name] = new JsonObject { [inner.Name] = session.Fresh(linked.Target, inner) },
            };
            var answer = await session.Update(resource, linked.Made.Identity, changes, new Sending { Form = form });
            var after = await session.Look(linked.Target, linked.Identity);
            var changed = Differences.Unwanted(session, linked.Target, before.Record, after.Record).ToArray();
            if (changed.Length > 0)
            {
                return Verdict.Broken($"{Say.Record(linked.Target, linked.Identity)} unchanged by an update of {Say.Record(linked.Made)} that sends {field}",
                    Say.All(changed), answer.Exchange, after.Exchange);
            }
            reading ??= Readings.Of(answer, (Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));
            if (reading is null)
                return Verdict.Broken($"an update of {Say.Record(linked.Made)} that sends {field} answered with success or {session.Word(Outcome.BadRequest)}", answer.Summary, answer.Exchange);
            if (answer.Refused && await OwnChanged(session, linked.Made, own, changes[own.Name], answer) is { } broken)
                return broken;
        }
        return Verdict.Saw(reading!);
    }

    [Judges(nameof(Behaviors.LinkedKept))]
    public static async Task<Verdict> Kept(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var linked = await Linked.Make(session, resource, field);
        var deleted = await session.Gone(linked.Made);

        var found = await session.Find(linked.Target, linked.Identity);
        return IsThere(session, linked.Target, found)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Say.Record(linked.Target, linked.Identity)} found and active after the delete of {Say.Record(linked.Made)}, which links it",
                session.SayActive(linked.Target, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkingKept))]
    public static async Task<Verdict> LinkingKept(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var linked = await Linked.Make(session, resource, field);
        var deleted = await session.Gone(linked.Target, linked.Identity);

        var found = await session.Find(resource, linked.Made.Identity);
        return IsThere(session, resource, found)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Say.Record(linked.Made)} found and active after the delete of {Say.Record(linked.Target, linked.Identity)}, which it links",
                session.SayActive(resource, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkedCurrent))]
    public static async Task<Verdict> Current(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var linked = await Linked.Make(session, resource, field);
        var changeable = session.Changeable(linked.Target).ToArray();
        var inner = Linked.TextOf(session, linked.Target, changeable.Contains);
        var (was, now) = (linked.Sent[inner.Name], session.Fresh(linked.Target, inner));
        var answer = await session.Update(linked.Target, linked.Identity, new JsonObject { [inner.Name] = now });
        if (!answer.Succeeded)
            return Verdict.Refused($"an update of {Say.Record(linked.Target, linked.Identity)} is answered {answer.Summary}");

        var found = await session.Look(linked.Made);
        var shown = session.Value(found.Record, field) is JsonObject record ? session.Value(record, inner) : null;
        if (Same.Value(session, inner, shown, now))
            return Verdict.Saw("current");
        return Same.Value(session, inner, shown, was)
            ? Verdict.Saw("stale")
            : Verdict.Broken($"{field} of {Say.Record(linked.Made)} with {inner} {Say.Value(now)}, as it is now, or {Say.Value(was)}, as it was",
                $"{field} is {Say.Value(session.Value(found.Record, field))}", answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkedShape))]
    public static async Task<Verdict> Shape(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource);
        var found = await session.Look(made);
        var target = session.Contract.Resource(field.Link!.Resource);
        return ShapeOf(session, target, field, found.Record) is { } reading ? Verdict.Saw(reading) : Verdict.Broken($"{field} shown as an object with its {target.Identity}", $"it is {Say.Value(found.Record[field.Name])}", found.Exchange);
    }

    /// <summary>The reading in which a record shows one that it links, or null.</summary>
    public static string? ShapeOf(Session session, Resource target, Field field, JsonObject record) =>
        record[field.Name] is not JsonObject shown ? null
        : shown.ContainsKey(target.Identity.Name) ? "object"
        : shown.Count == 1 && session.Value(record, field) is JsonObject inner && inner.ContainsKey(target.Identity.Name) ? "wrapped"
        : null;

    private static bool IsThere(Session session, Resource resource, Answer found) =>
        found is { Succeeded: true, Data: JsonObject record } && (resource.SoftDelete is null || session.IsActive(resource, record) == true);

    private static async Task<Verdict?> OwnChanged(Session session, Made made, Field own, JsonNode? refused, Answer answer)
    {
        var found = await session.Look(made);
        return session.TryGet(found.Record, own, out var shown) && Same.Value(session, own, shown, refused)
            ? Verdict.Broken($"{own} of {Say.Record(made)} unchanged by an update that was refused", $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange)
            : null;
    }
}
