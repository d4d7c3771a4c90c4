using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The samples of a field of which the document only shows some values: those that must be taken, and those that may.</summary>
internal static class SampleValues
{
    /// <summary>Values that no target takes, with what they are.</summary>
    public static IEnumerable<(JsonNode Value, string What)> Wrong(Rule rule, Field field) => field.Samples is { } samples
        ? samples.Refused.Select(text => ((JsonNode)text, text.Length > 40 ? $"a text of {text.Length} characters ({Describe.Value(text)})" : Describe.Value(text)))
        : Fixture.Wrong(rule.Behavior).Select(sample => ((JsonNode)sample.Value, $"{Describe.Value(sample.Value)} ({sample.Name})"));

    /// <summary>Whether any that may be refused is refused; broken where one that must be taken is not, or comes back as another.</summary>
    public static async Task<(bool Refused, Verdict? Broken)> Try(Session session, Resource resource, Field field)
    {
        if (field.Samples is not { } samples)
            return (false, null);
        foreach (var text in samples.Taken)
        {
            var attempt = await session.TryCreate(resource, await session.InputWith(resource, field, text));
            if (attempt.Made is not { } made)
            {
                return (false, Verdict.Broken($"a create of {resource} with {field} {Describe.Value(text)}, which the document shows, answered with success",
                    attempt.Answer.Summary, attempt.Answer.Exchange));
            }
            var (shown, exchange) = await session.Stored(made, field);
            if (!session.IsSame(field, shown, text))
                return (false, Verdict.Broken($"{field} {Describe.Value(text)}, as the create sent it", $"it is {Describe.Value(shown)}", attempt.Answer.Exchange, exchange));
        }
        var refused = false;
        foreach (var text in samples.Open)
        {
            var attempt = await session.TryCreate(resource, await session.InputWith(resource, field, text));
            if (attempt.Answer.Outcome == Outcome.BadRequest && await session.StoredDespiteRefusal(resource, attempt.Input) is { } stored)
                return (true, stored);
            if (attempt.Answer.Outcome is not (Outcome.BadRequest or Outcome.Success))
            {
                return (false, Verdict.Broken($"a create of {resource} with {field} {Describe.Value(text)} answered with success, or with {session.Word(Outcome.BadRequest)}",
                    attempt.Answer.Summary, attempt.Answer.Exchange));
            }
            refused |= !attempt.Answer.Succeeded;
        }
        return (refused, null);
    }
}
