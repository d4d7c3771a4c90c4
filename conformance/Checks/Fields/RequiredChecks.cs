using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Fields that must be there.</summary>
internal static class RequiredChecks
{
    [Judges(nameof(Behaviors.Required))]
    public static Task<Verdict> Required(Rule rule, Session session) => Refused(rule, session, null, "without");

    [Judges(nameof(Behaviors.NotBlank))]
    public static Task<Verdict> NotBlank(Rule rule, Session session) => Refused(rule, session, "", "with an empty");

    [Judges(nameof(Behaviors.NotBlankOnUpdate))]
    public static async Task<Verdict> NotBlankOnUpdate(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource);
        var before = await session.Look(made);

        var answer = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = "" });
        var verdict = Readings.Judge(rule, $"an update of {Say.Record(made)} with an empty {field}", answer, (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        var after = await session.Look(made);
        var changed = Differences.Between(session, resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.Broken($"{Say.Record(made)} unchanged by an update that was refused", Say.All(changed), answer.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.Optional))]
    public static async Task<Verdict> Optional(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var answer = await session.Create(resource, await session.InputWith(resource, field, null));
        // Nobody said that it had to be there: only that another record is without it, too.
        if (await session.IsAnotherUnset(resource, field, answer))
            return Verdict.Saw("optional");
        return Readings.Judge(rule, $"a create of {resource} without {field}", answer,
            (Outcome.Success, "optional"), (Outcome.BadRequest, "required"));
    }

    private static async Task<Verdict> Refused(Rule rule, Session session, string? value, string how)
    {
        var (resource, field) = rule.OfField();
        var input = await session.InputWith(resource, field, value);
        var answer = await session.Create(resource, input);
        var verdict = Readings.Judge(rule, $"a create of {resource} {how} {field}", answer, (Outcome.BadRequest, "refused"));
        return verdict is Verdict.Pass ? await session.Trace(resource, input) ?? verdict : verdict;
    }
}
