using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Which values of a list a field takes, and whether it takes anything else.</summary>
internal sealed class ChoiceCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Choice))]
    public async Task<Verdict> Judge()
    {
        var (refused, broken) = await SampleCheck.Try(Session, Resource, Field);
        if (broken is not null)
            return broken;
        var taken = 0;
        foreach (var (value, what) in SampleCheck.Wrong(Rule, Field))
        {
            var trial = await Trial.Of(Session, Resource, Field, value);
            if (trial.Answer.Outcome == Outcome.BadRequest)
            {
                if (await Session.NotRefused(Resource, Field, value, what) is { } wrong)
                    return wrong;
                continue;
            }
            if (trial.Made is not { } made)
            {
                return Readings.Judge(Rule, $"a create of {Resource} with {Field} {what}", trial.Answer,
                    (Outcome.Success, "unchecked"), (Outcome.BadRequest, "any-notation"));
            }
            var (shown, exchange) = await Session.Stored(made, Field);
            if (!Same.Value(Session, Field, shown, value))
                return Verdict.Broken($"{Field} {what} refused or stored as sent", $"it is {Say.Value(shown)}", trial.Answer.Exchange, exchange);
            taken++;
        }
        return Verdict.Saw(taken > 0 && !refused ? "unchecked" : refused ? "some" : "any-notation");
    }
}
