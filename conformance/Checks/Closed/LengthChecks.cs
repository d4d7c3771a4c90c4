using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Texts on both sides of a limit of length. That they are taken or not is seen by the answer, so nothing need show them.</summary>
internal static class LengthChecks
{
    [Judges(nameof(Behaviors.MinimumLength), nameof(Behaviors.MaximumLength), nameof(Behaviors.LengthUnit))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        foreach (var sample in Fixture.Lengths(field).Where(sample => sample.Behavior == rule.Behavior))
        {
            var value = Own(session, rule, sample.Value);
            var what = $"of {value.Length} characters ({Say.Value(value)})";
            if (!sample.Accepted)
            {
                if (await session.NotRefused(resource, field, value, what) is { } broken)
                    return broken;
                continue;
            }
            var trial = await Trial.Of(session, resource, field, value);
            if (!trial.Answer.Succeeded)
                return Verdict.Broken($"a create of {resource} with {field} {what} answered with success", trial.Answer.Summary, trial.Answer.Exchange);
        }
        return Verdict.Saw(rule.Behavior.Readings[0].Name);
    }

    // No two records alike, where there is room: a target may refuse a value that another record has.
    private static string Own(Session session, Rule rule, string text)
    {
        var head = $"{session.Tag}-{rule.Index}-";
        return text.Length > head.Length && text[..head.Length].All(c => c == text[0]) ? head + text[head.Length..] : text;
    }
}
