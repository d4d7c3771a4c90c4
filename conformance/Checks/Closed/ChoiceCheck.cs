using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Which notation of a list of values a field takes, and whether it takes anything else.</summary>
internal static class ChoiceCheck
{
    // One for each notation that a list may have, in their order.
    private static readonly string[] Notations = ["names", "codes", "localized"];

    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var choice = field.Choice!;
        if (Telling(choice) is not { IsEmpty: false } values)
            return Verdict.Unknown($"no value of {choice.Resource} is written differently in each notation");

        var taken = new List<string>();
        foreach (var (notation, value) in Notations.Zip(values))
        {
            var (isTaken, broken) = await Try(rule, session, resource, field, value);
            if (broken is not null)
                return broken;
            if (isTaken)
                taken.Add(notation);
        }
        var nonsense = Fixture.Wrong(rule.Behavior)[0].Value;
        var (takesAnything, wrong) = await Try(rule, session, resource, field, nonsense);
        if (wrong is not null)
            return wrong;
        if (takesAnything && taken.Count == values.Length)
            return Verdict.Saw("unchecked");
        if (takesAnything || taken.Count != 1)
        {
            return Verdict.Broken($"one notation of {choice.Resource} alone taken for {field}, or any text",
                $"of {Say.All(values)} and {Say.Value(nonsense)} it takes {Say.All(taken)}{(takesAnything ? " and nonsense" : "")}");
        }
        return await session.NotRefused(resource, field, nonsense, Say.Value(nonsense)) ?? Verdict.Saw(taken[0]);
    }

    // Not the first record: what stands for "anything else" must not be mistaken for what was sent.
    private static ImmutableArray<string> Telling(ChoiceWord choice)
    {
        for (var nth = choice.Values[0].Length - 1; nth > 0; nth--)
        {
            ImmutableArray<string> values = [.. choice.Values.Select(notation => notation[nth])];
            if (values.All(value => value.Length > 0 && choice.Values.Count(notation => notation.Contains(value)) == 1))
                return values;
        }
        return [];
    }

    private static async Task<(bool Taken, Verdict? Broken)> Try(Rule rule, Session session, Resource resource, Field field, JsonNode value)
    {
        var trial = await Trial.Of(session, resource, field, value);
        if (trial.Answer.Outcome == Outcome.BadRequest)
            return (false, await session.Trace(resource, trial.Input));
        if (trial.Made is not { } made)
        {
            return (false, Readings.Judge(rule, $"a create of {resource} with {field} {Say.Value(value)}", trial.Answer,
                (Outcome.Success, "unchecked"), (Outcome.BadRequest, "names")));
        }
        var (shown, exchange) = await session.Stored(made, field);
        return Same.Value(session, field, shown, value)
            ? (true, null)
            : (false, Verdict.Broken($"{field} {Say.Value(value)} refused or stored as sent", $"it is {Say.Value(shown)}", trial.Answer.Exchange, exchange));
    }
}
