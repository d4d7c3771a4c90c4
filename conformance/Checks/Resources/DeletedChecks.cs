using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a delete leaves behind.</summary>
internal sealed class DeletedChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.SoftDelete))]
    public async Task<Verdict> SoftDelete()
    {
        var flag = Resource.SoftDelete!.Field;
        var made = await Session.Make(Resource);
        var deleted = await Session.Gone(made);

        var found = await Session.Find(Resource, made.Identity);
        var active = found.Data is JsonObject record && found.Succeeded ? Session.IsActive(Resource, record) : null;
        return active == false
            ? Verdict.Saw("deactivated")
            : Verdict.Broken($"{Say.Record(made)} found after its delete, with {flag} false", Session.SayActive(Resource, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.DeleteKeepsData))]
    public async Task<Verdict> KeepsData()
    {
        var made = await Session.MakeFarFromDefaults(Resource);
        var before = await Session.Look(made);
        var deleted = await Session.Gone(made);

        var after = await Session.Look(made);
        // What a delete does to records that are linked is said by other rules.
        var others = Resource.Fields.Where(field => field.ShowsRecords()).Select(field => field.Name);
        var changed = Differences.Unwanted(Session, Resource, before.Record, after.Record, [Resource.SoftDelete!.Field, .. others]).ToArray();
        return changed.Length == 0
            ? Verdict.Saw("kept")
            : Verdict.Broken($"nothing but {Resource.SoftDelete.Field} of {Say.Record(made)} changed by its delete", Say.All(changed),
                before.Exchange, deleted.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.DeletedListed))]
    public async Task<Verdict> Listed()
    {
        var made = await Session.Make(Resource);
        var deleted = await Session.Gone(made);

        var list = await Session.LookAtAll(Resource);
        var shown = list.Of(Session, made);
        if (shown.IsEmpty)
            return Verdict.Saw("left-out");
        return shown.Length == 1 && Session.IsActive(Resource, shown[0]) == false
            ? Verdict.Saw("listed")
            : Verdict.Broken($"the deleted {Say.Record(made)} in the list once, with {Resource.SoftDelete!.Field} false, or not at all",
                string.Join(" and ", shown.Select(record => Say.Value(record))), deleted.Exchange, list.Exchange);
    }

    [Judges(nameof(Behaviors.Reactivation))]
    public async Task<Verdict> Reactivation()
    {
        var flag = Resource.Field(Resource.SoftDelete!.Field);
        var made = await Session.Make(Resource);
        await Session.Gone(made);

        var answer = await Session.Update(Resource, made.Identity, new JsonObject { [flag.Name] = true });
        var found = await Session.Look(made);
        var active = Session.IsActive(Resource, found.Record);
        if (active is null)
            return Verdict.Unknown($"{Say.Record(made)} does not show {flag}");
        if (answer.Succeeded && active == true)
            return Verdict.Saw("allowed");
        if (answer.Succeeded && answer.Data is JsonObject shown && Session.IsActive(Resource, shown) == true)
        {
            return Verdict.Broken($"the answer to an update of the deleted {Say.Record(made)} to {flag} true as the record is from then on",
                $"the answer shows {flag} true, finding the record shows false", answer.Exchange, found.Exchange);
        }
        if (answer.Succeeded)
            return Verdict.Saw("ignored");
        return answer.Outcome is Outcome.BadRequest or Outcome.NotFound or Outcome.Conflict && active == false
            ? Verdict.Saw("refused")
            : Verdict.Broken($"an update of the deleted {Say.Record(made)} to {flag} true answered with success or refused, a refusal changing nothing",
                $"{answer.Summary}; afterwards {flag} is {Say.Value(Session.Value(found.Record, flag))}", answer.Exchange, found.Exchange);
    }
}
