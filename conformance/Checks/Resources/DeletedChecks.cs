using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a delete leaves behind.</summary>
internal static class DeletedChecks
{
    [Judges(nameof(Behaviors.SoftDelete))]
    public static async Task<Verdict> SoftDelete(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var flag = resource.SoftDelete!.Field;
        var made = await session.Make(resource);
        var deleted = await session.Gone(made);

        var found = await session.Find(resource, made.Identity);
        var active = found.Data is JsonObject record && found.Succeeded ? session.IsActive(resource, record) : null;
        return active == false
            ? Verdict.Saw("deactivated")
            : Verdict.Broken($"{Say.Record(made)} found after its delete, with {flag} false", session.SayActive(resource, found), deleted.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.DeleteKeepsData))]
    public static async Task<Verdict> KeepsData(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var made = await session.MakeFarFromDefaults(resource);
        var before = await session.Look(made);
        var deleted = await session.Gone(made);

        var after = await session.Look(made);
        // What a delete does to records that are linked is said by other rules.
        var others = resource.Fields.Where(field => field.ShowsRecords()).Select(field => field.Name);
        var changed = Differences.Unwanted(session, resource, before.Record, after.Record, [resource.SoftDelete!.Field, .. others]).ToArray();
        return changed.Length == 0
            ? Verdict.Saw("kept")
            : Verdict.Broken($"nothing but {resource.SoftDelete.Field} of {Say.Record(made)} changed by its delete", Say.All(changed),
                before.Exchange, deleted.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.DeletedListed))]
    public static async Task<Verdict> Listed(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var made = await session.Make(resource);
        var deleted = await session.Gone(made);

        var list = await session.LookAtAll(resource);
        var shown = list.Of(session, made);
        if (shown.IsEmpty)
            return Verdict.Saw("left-out");
        return shown.Length == 1 && session.IsActive(resource, shown[0]) == false
            ? Verdict.Saw("listed")
            : Verdict.Broken($"the deleted {Say.Record(made)} in the list once, with {resource.SoftDelete!.Field} false, or not at all",
                string.Join(" and ", shown.Select(record => Say.Value(record))), deleted.Exchange, list.Exchange);
    }

    [Judges(nameof(Behaviors.Reactivation))]
    public static async Task<Verdict> Reactivation(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var flag = resource.Field(resource.SoftDelete!.Field);
        var made = await session.Make(resource);
        await session.Gone(made);

        var answer = await session.Update(resource, made.Identity, new JsonObject { [flag.Name] = true });
        var found = await session.Look(made);
        var active = session.IsActive(resource, found.Record);
        if (active is null)
            return Verdict.Unknown($"{Say.Record(made)} does not show {flag}");
        if (answer.Succeeded && active == true)
            return Verdict.Saw("allowed");
        if (answer.Succeeded && answer.Data is JsonObject shown && session.IsActive(resource, shown) == true)
        {
            return Verdict.Broken($"the answer to an update of the deleted {Say.Record(made)} to {flag} true as the record is from then on",
                $"the answer shows {flag} true, finding the record shows false", answer.Exchange, found.Exchange);
        }
        if (answer.Succeeded)
            return Verdict.Saw("ignored");
        return answer.Outcome is Outcome.BadRequest or Outcome.NotFound or Outcome.Conflict && active == false
            ? Verdict.Saw("refused")
            : Verdict.Broken($"an update of the deleted {Say.Record(made)} to {flag} true answered with success or refused, a refusal changing nothing",
                $"{answer.Summary}; afterwards {flag} is {Say.Value(session.Value(found.Record, flag))}", answer.Exchange, found.Exchange);
    }
}
