using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A linked record through the updates and deletes of the record that links it, and the other way round.</summary>
internal sealed class LinkedRecordChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.LinkedUpdate))]
    public async Task<Verdict> Update()
    {
        var linked = await LinkedRecord.Make(Session, Resource, Field);
        var before = await Session.Read(linked.Target, linked.Identity);
        var inner = LinkedRecord.TextOf(Session, linked.Target);
        var own = OtherChangeable();
        string? reading = null;
        foreach (var form in (BodyForm?[])[null, BodyForm.Flat, BodyForm.Brackets, BodyForm.JsonText, BodyForm.Json])
        {
            var held = Session.Value((await Read(linked.Made)).Record, own);
            var changes = new JsonObject
            {
                // With a change of another field: an update that sends nothing else may be refused for that.
                [own.Name] = Session.OtherValue(Resource, own, held),
                [Field.Name] = new JsonObject { [inner.Name] = Session.Fresh(linked.Target, inner) },
            };
            var answer = await Update(linked.Made, changes, new Sending { Form = form });
            var after = await Session.Read(linked.Target, linked.Identity);
            var changed = Session.UnwantedDifferences(linked.Target, before.Record, after.Record).ToArray();
            if (changed.Length > 0)
            {
                return Verdict.Broken($"{Describe.Record(linked.Target, linked.Identity)} unchanged by an update of {linked.Made} that sends {Field}",
                    Describe.All(changed), answer.Exchange, after.Exchange);
            }
            reading ??= answer.ReadingAmong((Outcome.Success, "ignored"), (Outcome.BadRequest, "refused"));
            if (reading is null)
                return Verdict.Broken($"an update of {linked.Made} that sends {Field} answered with success or {Session.Word(Outcome.BadRequest)}", answer.Summary, answer.Exchange);
            if (answer.Refused && await OwnChanged(linked.Made, own, changes[own.Name], answer) is { } broken)
                return broken;
        }
        return Verdict.Saw(reading!);
    }

    [Judges(nameof(Behaviors.LinkedKept))]
    public async Task<Verdict> Kept()
    {
        var linked = await LinkedRecord.Make(Session, Resource, Field);
        var deleted = await Session.Remove(linked.Made);

        var found = await Session.Find(linked.Target, linked.Identity);
        return IsFoundActive(linked.Target, found)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Describe.Record(linked.Target, linked.Identity)} found and active after the delete of {linked.Made}, which links it",
                Session.DescribeActive(linked.Target, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkingKept))]
    public async Task<Verdict> LinkingKept()
    {
        var linked = await LinkedRecord.Make(Session, Resource, Field);
        var deleted = await Session.Remove(linked.Target, linked.Identity);

        var found = await Session.Find(Resource, linked.Made.Identity);
        return IsFoundActive(Resource, found)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{linked.Made} found and active after the delete of {Describe.Record(linked.Target, linked.Identity)}, which it links",
                Session.DescribeActive(Resource, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkedCurrent))]
    public async Task<Verdict> Current()
    {
        var linked = await LinkedRecord.Make(Session, Resource, Field);
        var changeable = Session.Changeable(linked.Target).ToArray();
        var inner = LinkedRecord.TextOf(Session, linked.Target, changeable.Contains);
        var (was, now) = (linked.Sent[inner.Name], Session.Fresh(linked.Target, inner));
        var answer = await Session.Update(linked.Target, linked.Identity, new JsonObject { [inner.Name] = now });
        if (!answer.Succeeded)
            return Verdict.Refused($"an update of {Describe.Record(linked.Target, linked.Identity)} is answered {answer.Summary}");

        var found = await Read(linked.Made);
        var shown = Value(found) is JsonObject record ? Session.Value(record, inner) : null;
        if (Session.IsSame(inner, shown, now))
            return Verdict.Saw("current");
        return Session.IsSame(inner, shown, was)
            ? Verdict.Saw("stale")
            : Verdict.Broken($"{Field} of {linked.Made} with {inner} {Describe.Value(now)}, as it is now, or {Describe.Value(was)}, as it was",
                $"{Field} is {Describe.Value(Value(found))}", answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkedShape))]
    public async Task<Verdict> Shape()
    {
        var made = await Make();
        var found = await Read(made);
        var target = Contract.Resource(Field.Link!.Resource);
        return ShapeOf(target, found.Record) is { } reading ? Verdict.Saw(reading) : OtherValueShown($"{Field} shown as an object with its {target.Identity}", found.Record[Field.Name], found.Exchange);
    }

    [Judges(nameof(Behaviors.LinkedShape), WithoutWriting = true)]
    public async Task<Verdict> ShapeOfExisting()
    {
        var target = Contract.Resource(Field.Link!.Resource);
        var readings = new HashSet<string>();
        foreach (var record in (await Session.SampleOfRecords(Resource)).Where(record => !FieldValue.IsUnset(record.Found[Field.Name])))
        {
            if (ShapeOf(target, record.Found) is not { } reading)
                return OtherValueShown($"{Field} shown as an object with its {target.Identity}", record.Found[Field.Name], record.Exchange);
            readings.Add(reading);
        }
        return readings.Count == 1 ? Verdict.Saw(readings.First()) : Verdict.Unknown($"no {Resource} that was read shows one {Field}");
    }

    /// <summary>A difference shows an old copy; without one nothing is known, since perhaps nobody changed the other record.</summary>
    [Judges(nameof(Behaviors.LinkedCurrent), WithoutWriting = true)]
    public async Task<Verdict> CurrentOfExisting()
    {
        var target = Contract.Resource(Field.Link!.Resource);
        var compared = 0;
        foreach (var record in await Session.SampleOfRecords(Resource))
        {
            if (Session.Value(record.Found, Field) is not JsonObject shown || FieldValue.Text(Session.Value(shown, target.Identity)) is not { } identity)
                continue;
            var own = await Session.Read(target, identity);
            if (Session.Differences(target, shown, own.Record).Any())
                return Verdict.Saw("stale");
            compared++;
        }
        return compared > 0 && Rule.Readings is [{ Name: "current" }]
            ? Verdict.Saw("current")
            : Verdict.Unknown($"{compared} records show {Field} as it is now; whether they would after a change takes --mode full");
    }

    // The reading in which a record shows one that it links, or null.
    private string? ShapeOf(Resource target, JsonObject record) =>
        record[Field.Name] is not JsonObject shown ? null
        : shown.ContainsKey(target.Identity.Name) ? "object"
        : shown.Count == 1 && Session.Value(record, Field) is JsonObject inner && inner.ContainsKey(target.Identity.Name) ? "wrapped"
        : null;

    private bool IsFoundActive(Resource resource, Answer found) =>
        found is { Succeeded: true, Data: JsonObject record } && (resource.SoftDelete is null || Session.IsActive(resource, record) == true);

    private async Task<Verdict?> OwnChanged(Made made, Field own, JsonNode? refused, Answer answer)
    {
        var found = await Read(made);
        return Session.TryGet(found.Record, own, out var shown) && Session.IsSame(own, shown, refused)
            ? OtherValueShown($"{own} of {made} unchanged by an update that was refused", shown, answer.Exchange, found.Exchange)
            : null;
    }
}
