using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What a delete leaves behind.</summary>
internal sealed class DeleteChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.SoftDelete))]
    public async Task<Verdict> SoftDelete()
    {
        var flag = Resource.SoftDelete!.Field;
        var made = await Make();
        var deleted = await Session.Remove(made);

        var found = await Session.Find(Resource, made.Identity);
        var active = found.Data is JsonObject record && found.Succeeded ? Session.IsActive(Resource, record) : null;
        return active == false
            ? Verdict.Saw("deactivated")
            : Verdict.Broken($"{made} found after its delete, with {flag} false", Session.DescribeActive(Resource, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.DeleteKeepsData))]
    public async Task<Verdict> KeepsData()
    {
        var made = await Session.MakeUnlikeDefaults(Resource);
        var before = await Read(made);
        var deleted = await Session.Remove(made);

        var after = await Read(made);
        // What a delete does to records that are linked is said by other rules.
        var others = Resource.Fields.Where(field => field.ShowsRecords()).Select(field => field.Name);
        var changed = Session.UnwantedDifferences(Resource, before.Record, after.Record, [Resource.SoftDelete!.Field, .. others]).ToArray();
        return changed.Length == 0
            ? Verdict.Saw("kept")
            : Verdict.Broken($"nothing but {Resource.SoftDelete.Field} of {made} changed by its delete", Describe.All(changed),
                before.Exchange, deleted.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.DeletedListed))]
    public async Task<Verdict> Listed()
    {
        var made = await Make();
        var deleted = await Session.Remove(made);

        var list = await ReadAll();
        var shown = list.Of(Session, made);
        if (shown.IsEmpty)
            return Verdict.Saw("left-out");
        return shown.Length == 1 && Session.IsActive(Resource, shown[0]) == false
            ? Verdict.Saw("listed")
            : Verdict.Broken($"the deleted {made} in the list once, with {Resource.SoftDelete!.Field} false, or not at all",
                string.Join(" and ", shown.Select(record => Describe.Value(record))), deleted.Exchange, list.Exchange);
    }

    [Judges(nameof(Behaviors.Reactivation))]
    public async Task<Verdict> Reactivation()
    {
        var flag = Resource.Field(Resource.SoftDelete!.Field);
        var made = await Make();
        await Session.Remove(made);

        var answer = await Update(made, new JsonObject { [flag.Name] = true });
        var found = await Read(made);
        var active = Session.IsActive(Resource, found.Record);
        if (active is null)
            return Verdict.Unknown($"{made} does not show {flag}");
        if (answer.Succeeded && active == true)
            return Verdict.Saw("allowed");
        if (answer.Succeeded && answer.Data is JsonObject shown && Session.IsActive(Resource, shown) == true)
        {
            return Verdict.Broken($"the answer to an update of the deleted {made} to {flag} true as the record is from then on",
                $"the answer shows {flag} true, finding the record shows false", answer.Exchange, found.Exchange);
        }
        if (answer.Succeeded)
            return Verdict.Saw("ignored");
        return answer.Outcome is Outcome.BadRequest or Outcome.NotFound or Outcome.Conflict && active == false
            ? Verdict.Saw("refused")
            : Verdict.Broken($"an update of the deleted {made} to {flag} true answered with success or refused, a refusal changing nothing",
                $"{answer.Summary}; afterwards {flag} is {Describe.Value(Session.Value(found.Record, flag))}", answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.DeletedListed), WithoutWriting = true)]
    public async Task<Verdict> ListedExisting()
    {
        var list = await Session.ReadAtLeast(Resource, 1);
        return list.Records.Any(record => Session.IsActive(Resource, record) == false)
            ? Verdict.Saw("listed")
            : Verdict.Unknown($"the list shows no {Resource} that was deleted, and whether there is one takes --mode full");
    }

    [Judges(nameof(Behaviors.HardDelete))]
    public async Task<Verdict> HardDelete()
    {
        var flag = Rule.Arguments["flag"]?.GetValue<string>() is { } name ? Resource.Field(name) : null;
        var made = await Make();
        if ((await Session.ReadListOf(made)).Of(Session, made).IsEmpty)
            return Verdict.Unknown($"{made} is in no list, so whether its delete takes it away cannot be seen");

        var deleted = await Session.Remove(made);
        var found = await Session.Find(Resource, made.Identity);
        var list = await Session.ReadListOf(made);
        var listed = list.Of(Session, made);
        if (listed.IsEmpty && found.Outcome == Outcome.NotFound)
            return Verdict.Saw("removed");
        if (listed.IsEmpty && flag is not null && found is { Succeeded: true, Data: JsonObject record } && FieldValue.Flag(Session.Value(record, flag)) == false)
            return Verdict.Saw("inactive");
        return Verdict.Broken($"{made} neither found nor listed after its delete{(flag is null ? "" : $", or found with {flag} off")}",
            $"finding it is answered {found.Summary}; the list shows it {listed.Length} times",
            [deleted.Exchange, found.Exchange, .. list.Pages.Where(page => listed.Length > 0)]);
    }

    [Judges(nameof(Behaviors.SecondDelete))]
    public async Task<Verdict> SecondDelete()
    {
        var made = await Make();
        await Session.Remove(made);

        var answer = await Session.Delete(Resource, made.Identity);
        return JudgeOutcome($"a second delete of {made}", answer, (Outcome.Success, "succeeds"), (Outcome.NotFound, "not-found"), (Outcome.Conflict, "conflict"));
    }
}
