using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Two records with one value.</summary>
internal static class RepeatableCheck
{
    [Judges(nameof(Behaviors.Repeatable))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var owner = await session.Make(resource);
        var taken = owner.SentValue(field);
        var before = await session.Look(owner);

        var trial = await Trial.Of(session, resource, field, taken);
        var verdict = Readings.Judge(rule, $"a create of {resource} with {field} {Say.Value(taken)}, which {Say.Record(owner)} has,", trial.Answer,
            (Outcome.Success, "accepted"), (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (trial.Made is not { } second)
            return await session.Trace(resource, trial.Input, taken) ?? verdict;

        if (second.Identity == owner.Identity)
        {
            return Verdict.Broken($"another {resource} made by a second create with {field} {Say.Value(taken)}",
                $"the answer names the first one, {owner.Identity}", owner.Answer.Exchange, trial.Answer.Exchange);
        }
        var after = await session.Look(owner);
        var changed = Differences.Between(session, resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.Broken($"{Say.Record(owner)} unchanged by a create of another {resource}", Say.All(changed),
                before.Exchange, trial.Answer.Exchange, after.Exchange);
    }
}
