using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A create that leaves out each of some fields, of which one might have to be there.</summary>
internal sealed class AnyRequiredCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.AnyRequired))]
    public async Task<Verdict> Judge()
    {
        var fields = Rule.Arguments["fields"]!.AsArray().Select(name => Resource.Field(name!.GetValue<string>())).ToArray();
        var input = await Session.Input(Resource);
        foreach (var field in fields)
            input.Remove(field.Name);

        var trial = await Trial.Of(Session, Resource, input);
        var verdict = Readings.Judge(Rule, $"a create of {Resource} without {Say.All(fields)}", trial.Answer,
            (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        return trial.Answer.Refused && verdict is Verdict.Pass ? await Session.Trace(Resource, trial.Input) ?? verdict : verdict;
    }
}
