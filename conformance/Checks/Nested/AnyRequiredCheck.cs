using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A create that leaves out each of some fields, of which one might have to be there.</summary>
internal static class AnyRequiredCheck
{
    [Judges(nameof(Behaviors.AnyRequired))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var fields = rule.Arguments["fields"]!.AsArray().Select(name => resource.Field(name!.GetValue<string>())).ToArray();
        var input = await session.Input(resource);
        foreach (var field in fields)
            input.Remove(field.Name);

        var trial = await Trial.Of(session, resource, input);
        var verdict = Readings.Judge(rule, $"a create of {resource} without {Say.All(fields)}", trial.Answer,
            (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        return trial.Answer.Refused && verdict is Verdict.Pass ? await session.Trace(resource, trial.Input) ?? verdict : verdict;
    }
}
