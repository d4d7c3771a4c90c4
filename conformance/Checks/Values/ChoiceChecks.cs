using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Texts of which the document shows some values or a pattern: which ones a field takes, and whether it takes anything else.</summary>
internal sealed class ChoiceChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Choice))]
    public async Task<Verdict> Choice()
    {
        var (refused, broken) = await SampleValues.Try(Session, Resource, Field);
        if (broken is not null)
            return broken;
        var taken = 0;
        foreach (var (value, what) in SampleValues.Wrong(Rule, Field))
        {
            var attempt = await TryCreateWith(value);
            if (attempt.Answer.Outcome == Outcome.BadRequest)
            {
                if (await Session.NotRefused(Resource, Field, value, what) is { } wrong)
                    return wrong;
                continue;
            }
            if (attempt.Made is not { } made)
                return JudgeOutcome($"a create of {Resource} with {Field} {what}", attempt.Answer, (Outcome.Success, "unchecked"), (Outcome.BadRequest, "any-notation"));
            var (shown, exchange) = await Stored(made);
            if (!IsSame(shown, value))
                return OtherValueShown($"{Field} {what} refused or stored as sent", shown, attempt.Answer.Exchange, exchange);
            taken++;
        }
        return Verdict.Saw(taken > 0 && !refused ? "unchecked" : refused ? "some" : "any-notation");
    }

    [Judges(nameof(Behaviors.Pattern))]
    public async Task<Verdict> Pattern()
    {
        foreach (var (value, what) in SampleValues.Wrong(Rule, Field))
        {
            if (await Session.NotRefused(Resource, Field, value, what) is { } broken)
                return broken;
        }
        var (refused, wrong) = await SampleValues.Try(Session, Resource, Field);
        return wrong ?? Verdict.Saw(refused ? "narrower" : "refused");
    }
}
