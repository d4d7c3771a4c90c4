using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Two records with one value.</summary>
internal sealed class RepeatableCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Repeatable))]
    public async Task<Verdict> Judge()
    {
        var owner = await Session.Make(Resource);
        var taken = owner.SentValue(Field);
        var before = await Session.Look(owner);

        var trial = await Trial.Of(Session, Resource, Field, taken);
        var verdict = Readings.Judge(Rule, $"a create of {Resource} with {Field} {Say.Value(taken)}, which {Say.Record(owner)} has,", trial.Answer,
            (Outcome.Success, "accepted"), (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (trial.Made is not { } second)
            return await Session.Trace(Resource, trial.Input, taken) ?? verdict;

        if (second.Identity == owner.Identity)
        {
            return Verdict.Broken($"another {Resource} made by a second create with {Field} {Say.Value(taken)}",
                $"the answer names the first one, {owner.Identity}", owner.Answer.Exchange, trial.Answer.Exchange);
        }
        var after = await Session.Look(owner);
        var changed = Differences.Between(Session, Resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? verdict
            : Verdict.Broken($"{Say.Record(owner)} unchanged by a create of another {Resource}", Say.All(changed),
                before.Exchange, trial.Answer.Exchange, after.Exchange);
    }
}
