using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What an update answers, what it leaves alone.</summary>
internal sealed class UpdateChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.UpdateAnswer))]
    public async Task<Verdict> UpdateAnswer()
    {
        var made = await Make();
        var before = (await Read(made)).Record;
        var sent = new JsonObject();
        foreach (var field in Session.Changeable(Resource))
            sent[field.Name] = Session.OtherValue(Resource, field, Session.Value(before, field));
        if (sent.Count == 0)
            return Verdict.Unknown($"no field of {Resource} can be changed");

        var answer = await Update(made, sent);
        if (!answer.Succeeded)
            return NoSuccess($"an update of {Describe.All(sent.Select(member => member.Key))}", answer);
        if (FieldValue.Text(Session.Value(answer.Record, Resource.Identity)) != made.Identity)
            return Verdict.Broken($"the answer to {Operation} with {Resource.Identity} {made.Identity}", answer.Summary, answer.Exchange);
        if (WrongValue(sent, answer.Record) is { } wrong)
            return Verdict.Broken($"the answer to an update with {wrong.Field} {Describe.Value(sent[wrong.Field.Name])}, as it was sent", wrong.Shown, answer.Exchange);
        var shown = (await Read(made)).Record;
        var missing = Resource.Fields.Where(field => Session.TryGet(shown, field, out _) && !Session.TryGet(answer.Record, field, out _));
        return Verdict.Saw(missing.Any() ? "modified" : "full");
    }

    [Judges(nameof(Behaviors.PartialUpdate))]
    public async Task<Verdict> Partial()
    {
        var made = await Session.MakeUnlikeDefaults(Resource);
        // One after the other, so that each field is once among those that are not sent.
        foreach (var field in Senders())
        {
            var before = await Read(made);
            var held = Session.Value(before.Record, field);
            // A deleted record may refuse what comes next, so the flag of a delete is sent as it is.
            var changes = new JsonObject { [field.Name] = field.Name == Resource.SoftDelete?.Field ? held.Copy() : Session.OtherValue(Resource, field, held) };
            var answer = await Update(made, changes);
            if (!answer.Succeeded)
                return NoSuccess($"an update of {field} alone", answer);
            var after = await Read(made);
            var changed = Session.UnwantedDifferences(Resource, before.Record, after.Record, field.Name).ToArray();
            if (changed.Length > 0)
            {
                return Verdict.Broken($"nothing but {field} of {made} changed by an update that sends {field} alone", Describe.All(changed),
                    before.Exchange, answer.Exchange, after.Exchange);
            }
        }
        return Verdict.Saw("unsent-kept");
    }

    [Judges(nameof(Behaviors.EmptyUpdate))]
    public async Task<Verdict> Empty()
    {
        var made = await Session.MakeUnlikeDefaults(Resource);
        var before = await Read(made);

        var answer = await Update(made, []);
        var verdict = JudgeOutcome($"an update of {made} without any field", answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        if (verdict is not Verdict.Pass)
            return verdict;
        var after = await Read(made);
        var changed = Session.UnwantedDifferences(Resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.Broken($"{made} unchanged by an update without any field", Describe.All(changed),
                before.Exchange, answer.Exchange, after.Exchange);
    }

    private IEnumerable<Field> Senders() =>
        Session.Changeable(Resource).OrderBy(field => field.Unique)
            .Concat(Resource.Fields.Where(field => field.OnUpdate && field.Name == Resource.SoftDelete?.Field))
            .Take(2);

    private (Field Field, string Shown)? WrongValue(JsonObject sent, JsonObject answered)
    {
        foreach (var (name, value) in sent)
        {
            var field = Resource.Field(name);
            if (Session.TryGet(answered, field, out var shown) ? !Session.IsSame(field, shown, value) : !Contract.MayBeLeftOut(Resource, field))
                return (field, Session.TryGet(answered, field, out _) ? $"{field} {Describe.Value(shown)}" : $"no {field}");
        }
        return null;
    }
}
