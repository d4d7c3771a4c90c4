using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Texts that do not fit a field's pattern, flags as JSON has them.</summary>
internal sealed class ClosedValueChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Pattern))]
    public async Task<Verdict> Pattern()
    {
        foreach (var (value, what) in SampleCheck.Wrong(Rule, Field))
        {
            if (await Session.NotRefused(Resource, Field, value, what) is { } broken)
                return broken;
        }
        var (refused, wrong) = await SampleCheck.Try(Session, Resource, Field);
        return wrong ?? Verdict.Saw(refused ? "narrower" : "refused");
    }

    /// <summary>true and false in a JSON body, both taken as they are or both refused.</summary>
    [Judges(nameof(Behaviors.FlagJson))]
    public async Task<Verdict> FlagInJson()
    {
        var refused = new List<Answer>();
        foreach (var sent in (bool[])[true, false])
        {
            var trial = await Trial.Of(Session, Resource, Field, sent, new Sending { Form = BodyForm.Json });
            if (trial.Answer.Outcome == Outcome.UnsupportedMediaType)
                return Verdict.Unknown($"the target takes no {Resource} as JSON");
            if (trial.Answer.Outcome == Outcome.BadRequest)
            {
                refused.Add(trial.Answer);
                if (await Session.Trace(Resource, trial.Input) is { } stored)
                    return stored;
                continue;
            }
            if (trial.Made is not { } made)
            {
                return Readings.Judge(Rule, $"a create of {Resource} as JSON with {Field} {Say.Value(sent)}", trial.Answer,
                    (Outcome.Success, "accepted"), (Outcome.BadRequest, "refused"));
            }
            var (shown, exchange) = await Session.Stored(made, Field);
            if (Same.Flag(shown) != sent)
            {
                return Verdict.Broken($"{Field} {Say.Value(sent)}, as a JSON body sent it, or a refusal", $"it is {Say.Value(shown)}",
                    trial.Answer.Exchange, exchange);
            }
        }
        return refused.Count == 1
            ? Verdict.Broken($"true and false for {Field} in a JSON body both taken or both refused", $"one is refused: {refused[0].Summary}", refused[0].Exchange)
            : Verdict.Saw(refused.Count == 0 ? "accepted" : "refused");
    }
}
