using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Fields that must be there.</summary>
internal sealed class RequiredChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Required))]
    public Task<Verdict> Required() => Refused(null, "without");

    [Judges(nameof(Behaviors.NotBlank))]
    public Task<Verdict> NotBlank() => Refused("", "with an empty");

    [Judges(nameof(Behaviors.NotBlankOnUpdate))]
    public async Task<Verdict> NotBlankOnUpdate()
    {
        var made = await Session.Make(Resource);
        var before = await Session.Look(made);

        var answer = await Session.Update(Resource, made.Identity, new JsonObject { [Field.Name] = "" });
        var verdict = Readings.Judge(Rule, $"an update of {Say.Record(made)} with an empty {Field}", answer, (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        var after = await Session.Look(made);
        var changed = Differences.Between(Session, Resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.Broken($"{Say.Record(made)} unchanged by an update that was refused", Say.All(changed), answer.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.Optional))]
    public async Task<Verdict> Optional()
    {
        var answer = await Session.Create(Resource, await Session.InputWith(Resource, Field, null));
        // Nobody said that it had to be there: only that another record is without it, too.
        if (await Session.IsAnotherUnset(Resource, Field, answer))
            return Verdict.Saw("optional");
        return Readings.Judge(Rule, $"a create of {Resource} without {Field}", answer,
            (Outcome.Success, "optional"), (Outcome.BadRequest, "required"));
    }

    private async Task<Verdict> Refused(string? value, string how)
    {
        var input = await Session.InputWith(Resource, Field, value);
        var answer = await Session.Create(Resource, input);
        var verdict = Readings.Judge(Rule, $"a create of {Resource} {how} {Field}", answer, (Outcome.BadRequest, "refused"));
        return verdict is Verdict.Pass ? await Session.Trace(Resource, input) ?? verdict : verdict;
    }
}
