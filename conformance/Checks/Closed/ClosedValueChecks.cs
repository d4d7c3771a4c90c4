using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Texts that do not fit a field's pattern, flags as JSON has them.</summary>
internal static class ClosedValueChecks
{
    [Judges(nameof(Behaviors.Pattern))]
    public static async Task<Verdict> Pattern(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        foreach (var (value, what) in SampleCheck.Wrong(rule, field))
        {
            if (await session.NotRefused(resource, field, value, what) is { } broken)
                return broken;
        }
        var (refused, wrong) = await SampleCheck.Try(session, resource, field);
        return wrong ?? Verdict.Saw(refused ? "narrower" : "refused");
    }

    /// <summary>true and false in a JSON body, both taken as they are or both refused.</summary>
    [Judges(nameof(Behaviors.FlagJson))]
    public static async Task<Verdict> FlagInJson(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var refused = new List<Answer>();
        foreach (var sent in (bool[])[true, false])
        {
            var trial = await Trial.Of(session, resource, field, sent, new Sending { Form = BodyForm.Json });
            if (trial.Answer.Outcome == Outcome.UnsupportedMediaType)
                return Verdict.Unknown($"the target takes no {resource} as JSON");
            if (trial.Answer.Outcome == Outcome.BadRequest)
            {
                refused.Add(trial.Answer);
                if (await session.Trace(resource, trial.Input) is { } stored)
                    return stored;
                continue;
            }
            if (trial.Made is not { } made)
            {
                return Readings.Judge(rule, $"a create of {resource} as JSON with {field} {Say.Value(sent)}", trial.Answer,
                    (Outcome.Success, "accepted"), (Outcome.BadRequest, "refused"));
            }
            var (shown, exchange) = await session.Stored(made, field);
            if (Same.Flag(shown) != sent)
            {
                return Verdict.Broken($"{field} {Say.Value(sent)}, as a JSON body sent it, or a refusal", $"it is {Say.Value(shown)}",
                    trial.Answer.Exchange, exchange);
            }
        }
        return refused.Count == 1
            ? Verdict.Broken($"true and false for {field} in a JSON body both taken or both refused", $"one is refused: {refused[0].Summary}", refused[0].Exchange)
            : Verdict.Saw(refused.Count == 0 ? "accepted" : "refused");
    }
}
