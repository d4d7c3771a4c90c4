using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What an update answers, what it leaves alone.</summary>
internal static class UpdateChecks
{
    [Judges(nameof(Behaviors.UpdateAnswer))]
    public static async Task<Verdict> UpdateAnswer(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var made = await session.Make(resource);
        var before = (await session.Look(made)).Record;
        var sent = new JsonObject();
        foreach (var field in session.Changeable(resource))
            sent[field.Name] = session.Other(resource, field, session.Value(before, field));
        if (sent.Count == 0)
            return Verdict.Unknown($"no field of {resource} can be changed");

        var answer = await session.Update(resource, made.Identity, sent);
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.All(sent.Select(member => member.Key))} answered with success", answer.Summary, answer.Exchange);
        if (Same.Text(session.Value(answer.Record, resource.Identity)) != made.Identity)
            return Verdict.Broken($"the answer to {operation} with {resource.Identity} {made.Identity}", answer.Summary, answer.Exchange);
        if (WrongValue(session, resource, sent, answer.Record) is { } wrong)
            return Verdict.Broken($"the answer to an update with {wrong.Field} {Say.Value(sent[wrong.Field.Name])}, as it was sent", wrong.Shown, answer.Exchange);
        var shown = (await session.Look(made)).Record;
        var missing = resource.Fields.Where(field => session.TryGet(shown, field, out _) && !session.TryGet(answer.Record, field, out _));
        return Verdict.Saw(missing.Any() ? "modified" : "full");
    }

    [Judges(nameof(Behaviors.PartialUpdate))]
    public static async Task<Verdict> Partial(Rule rule, Session session)
    {
        var (_, resource) = rule.OfOperation(session);
        var made = await session.MakeFarFromDefaults(resource);
        // One after the other, so that each field is once among those that are not sent.
        foreach (var field in Senders(session, resource))
        {
            var before = await session.Look(made);
            var held = session.Value(before.Record, field);
            // A deleted record may refuse what comes next, so the flag of a delete is sent as it is.
            var changes = new JsonObject { [field.Name] = field.Name == resource.SoftDelete?.Field ? held.Copy() : session.Other(resource, field, held) };
            var answer = await session.Update(resource, made.Identity, changes);
            if (!answer.Succeeded)
                return Verdict.Broken($"an update of {field} alone answered with success", answer.Summary, answer.Exchange);
            var after = await session.Look(made);
            var changed = Differences.Unwanted(session, resource, before.Record, after.Record, field.Name).ToArray();
            if (changed.Length > 0)
            {
                return Verdict.Broken($"nothing but {field} of {Say.Record(made)} changed by an update that sends {field} alone", Say.All(changed),
                    before.Exchange, answer.Exchange, after.Exchange);
            }
        }
        return Verdict.Saw("unsent-kept");
    }

    [Judges(nameof(Behaviors.EmptyUpdate))]
    public static async Task<Verdict> Empty(Rule rule, Session session)
    {
        var (_, resource) = rule.OfOperation(session);
        var made = await session.MakeFarFromDefaults(resource);
        var before = await session.Look(made);

        var answer = await session.Update(resource, made.Identity, []);
        var verdict = Readings.Judge(rule, $"an update of {Say.Record(made)} without any field", answer,
            (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        if (verdict is not Verdict.Pass)
            return verdict;
        var after = await session.Look(made);
        var changed = Differences.Unwanted(session, resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.Broken($"{Say.Record(made)} unchanged by an update without any field", Say.All(changed),
                before.Exchange, answer.Exchange, after.Exchange);
    }

    private static IEnumerable<Field> Senders(Session session, Resource resource) =>
        session.Changeable(resource).OrderBy(field => field.Unique)
            .Concat(resource.Fields.Where(field => field.OnUpdate && field.Name == resource.SoftDelete?.Field))
            .Take(2);

    private static (Field Field, string Shown)? WrongValue(Session session, Resource resource, JsonObject sent, JsonObject answered)
    {
        foreach (var (name, value) in sent)
        {
            var field = resource.Field(name);
            if (session.TryGet(answered, field, out var shown) ? !Same.Value(session, field, shown, value) : !session.Contract.MayBeLeftOut(resource, field))
                return (field, session.TryGet(answered, field, out _) ? $"{field} {Say.Value(shown)}" : $"no {field}");
        }
        return null;
    }
}
