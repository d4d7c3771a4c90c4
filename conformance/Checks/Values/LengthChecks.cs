using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Texts on both sides of a limit of length. That they are taken or not is seen by the answer, so nothing need show them.</summary>
internal sealed class LengthChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.MinimumLength), nameof(Behaviors.MaximumLength), nameof(Behaviors.LengthUnit))]
    public async Task<Verdict> Judge()
    {
        foreach (var sample in Lengths.Of(Field).Where(sample => sample.Behavior == Rule.Behavior))
        {
            var value = Own(sample.Value);
            var what = $"of {value.Length} characters ({Describe.Value(value)})";
            if (!sample.Accepted)
            {
                if (await Session.NotRefused(Resource, Field, value, what) is { } broken)
                    return broken;
                continue;
            }
            var attempt = await TryCreateWith(value);
            if (!attempt.Answer.Succeeded)
                return NoSuccess($"a create of {Resource} with {Field} {what}", attempt.Answer);
        }
        return Verdict.Saw(Rule.Behavior.Readings[0].Name);
    }

    // No two records alike, where there is room: a target may refuse a value that another record has.
    private string Own(string text)
    {
        var head = $"{Session.Tag}-{Rule.Index}-";
        return text.Length > head.Length && text[..head.Length].All(c => c == text[0]) ? head + text[head.Length..] : text;
    }
}
