using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A linked record in the life of the record that links it, and the other way round.</summary>
internal sealed class LinkedChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.LinkedUpdate))]
    public async Task<Verdict> Update()
    {
        var linked = await Linked.Make(Session, Resource, Field);
        var before = await Session.Look(linked.Target, linked.Identity);
        var inner = Linked.TextOf(Session, linked.Target);
        var own = Session.ChangeableBut(Resource);
        string? reading = null;
        foreach (var form in (BodyForm?[])[null, BodyForm.Flat, BodyForm.Brackets, BodyForm.JsonText, BodyForm.Json])
        {
            var held = Session.Value((await Session.Look(linked.Made)).Record, own);
            var changes = new JsonObject
            {
                // With a change of its own: an update that sends nothing else may be refused for that.
                [own.Name] = Session.Other(Resource, own, held),
                [Field.Name] = new JsonObject { [inner.Name] = Session.Fresh(linked.Target, inner) },
            };
            var answer = await Session.Update(Resource, linked.Made.Identity, changes, new Sending { Form = form });
            var after = await Session.Look(linked.Target, linked.Identity);
            var changed = Differences.Unwanted(Session, linked.Target, before.Record, after.Record).ToArray();
            if (changed.Length > 0)
            {
                return Verdict.Broken($"{Say.Record(linked.Target, linked.Identity)} unchanged by an update of {Say.Record(linked.Made)} that sends {Field}",
                    Say.All(changed), answer.Exchange, after.Exchange);
            }
            reading ??= Readings.Of(answer, (Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));
            if (reading is null)
                return Verdict.Broken($"an update of {Say.Record(linked.Made)} that sends {Field} answered with success or {Session.Word(Outcome.BadRequest)}", answer.Summary, answer.Exchange);
            if (answer.Refused && await OwnChanged(linked.Made, own, changes[own.Name], answer) is { } broken)
                return broken;
        }
        return Verdict.Saw(reading!);
    }

    [Judges(nameof(Behaviors.LinkedKept))]
    public async Task<Verdict> Kept()
    {
        var linked = await Linked.Make(Session, Resource, Field);
        var deleted = await Session.Gone(linked.Made);

        var found = await Session.Find(linked.Target, linked.Identity);
        return IsThere(linked.Target, found)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Say.Record(linked.Target, linked.Identity)} found and active after the delete of {Say.Record(linked.Made)}, which links it",
                Session.SayActive(linked.Target, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkingKept))]
    public async Task<Verdict> LinkingKept()
    {
        var linked = await Linked.Make(Session, Resource, Field);
        var deleted = await Session.Gone(linked.Target, linked.Identity);

        var found = await Session.Find(Resource, linked.Made.Identity);
        return IsThere(Resource, found)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Say.Record(linked.Made)} found and active after the delete of {Say.Record(linked.Target, linked.Identity)}, which it links",
                Session.SayActive(Resource, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkedCurrent))]
    public async Task<Verdict> Current()
    {
        var linked = await Linked.Make(Session, Resource, Field);
        var changeable = Session.Changeable(linked.Target).ToArray();
        var inner = Linked.TextOf(Session, linked.Target, changeable.Contains);
        var (was, now) = (linked.Sent[inner.Name], Session.Fresh(linked.Target, inner));
        var answer = await Session.Update(linked.Target, linked.Identity, new JsonObject { [inner.Name] = now });
        if (!answer.Succeeded)
            return Verdict.Refused($"an update of {Say.Record(linked.Target, linked.Identity)} is answered {answer.Summary}");

        var found = await Session.Look(linked.Made);
        var shown = Session.Value(found.Record, Field) is JsonObject record ? Session.Value(record, inner) : null;
        if (Same.Value(Session, inner, shown, now))
            return Verdict.Saw("current");
        return Same.Value(Session, inner, shown, was)
            ? Verdict.Saw("stale")
            : Verdict.Broken($"{Field} of {Say.Record(linked.Made)} with {inner} {Say.Value(now)}, as it is now, or {Say.Value(was)}, as it was",
                $"{Field} is {Say.Value(Session.Value(found.Record, Field))}", answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkedShape))]
    public async Task<Verdict> Shape()
    {
        var made = await Session.Make(Resource);
        var found = await Session.Look(made);
        var target = Contract.Resource(Field.Link!.Resource);
        return ShapeOf(Session, target, Field, found.Record) is { } reading ? Verdict.Saw(reading) : Verdict.Broken($"{Field} shown as an object with its {target.Identity}", $"it is {Say.Value(found.Record[Field.Name])}", found.Exchange);
    }

    /// <summary>The reading in which a record shows one that it links, or null.</summary>
    public static string? ShapeOf(Session session, Resource target, Field field, JsonObject record) =>
        record[field.Name] is not JsonObject shown ? null
        : shown.ContainsKey(target.Identity.Name) ? "object"
        : shown.Count == 1 && session.Value(record, field) is JsonObject inner && inner.ContainsKey(target.Identity.Name) ? "wrapped"
        : null;

    private bool IsThere(Resource resource, Answer found) =>
        found is { Succeeded: true, Data: JsonObject record } && (resource.SoftDelete is null || Session.IsActive(resource, record) == true);

    private async Task<Verdict?> OwnChanged(Made made, Field own, JsonNode? refused, Answer answer)
    {
        var found = await Session.Look(made);
        return Session.TryGet(found.Record, own, out var shown) && Same.Value(Session, own, shown, refused)
            ? Verdict.Broken($"{own} of {Say.Record(made)} unchanged by an update that was refused", $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange)
            : null;
    }
}
