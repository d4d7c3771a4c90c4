using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Which values of a list a field takes, and whether it takes anything else.</summary>
internal static class ChoiceCheck
{
    [Judges(nameof(Behaviors.Choice))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var (refused, broken) = await SampleCheck.Try(session, resource, field);
        if (broken is not null)
            return broken;
        var taken = 0;
        foreach (var (value, what) in SampleCheck.Wrong(rule, field))
        {
            var trial = await Trial.Of(session, resource, field, value);
            if (trial.Answer.Outcome == Outcome.BadRequest)
            {
                if (await session.NotRefused(resource, field, value, what) is { } wrong)
                    return wrong;
                continue;
            }
            if (trial.Made is not { } made)
            {
                return Readings.Judge(rule, $"a create of {resource} with {field} {what}", trial.Answer,
                    (Outcome.Success, "unchecked"), (Outcome.BadRequest, "any-notation"));
            }
            var (shown, exchange) = await session.Stored(made, field);
            if (!Same.Value(session, field, shown, value))
                return Verdict.Broken($"{field} {what} refused or stored as sent", $"it is {Say.Value(shown)}", trial.Answer.Exchange, exchange);
            taken++;
        }
        return Verdict.Saw(taken > 0 && !refused ? "unchecked" : refused ? "some" : "any-notation");
    }
}
