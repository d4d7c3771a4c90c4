using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A last day before the first day.</summary>
internal static class SpanCheck
{
    private const string Earlier = "2024-03-01";
    private const string Later = "2024-06-30";

    [Judges(nameof(Behaviors.DateSpan))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var from = resource.Field(rule.Arguments["from"]!.GetValue<string>());
        var to = resource.Field(rule.Arguments["to"]!.GetValue<string>());
        var input = await session.Input(resource);
        (input[from.Name], input[to.Name]) = (Later, Earlier);

        var answer = await session.Create(resource, input);
        if (!answer.Succeeded)
        {
            return Readings.Judge(rule, $"a create of {resource} with {from} {Later} and {to} {Earlier}", answer,
                (Outcome.Success, "unchecked"), (Outcome.BadRequest, "refused"));
        }
        var found = await session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
        var (first, last) = (session.Value(found.Record, from), session.Value(found.Record, to));
        return Same.Text(first) == Later && Same.Text(last) == Earlier
            ? Verdict.Saw("unchecked")
            : Verdict.Broken($"{from} {Later} and {to} {Earlier} refused or stored as sent", $"{from} is {Say.Value(first)}, {to} is {Say.Value(last)}",
                answer.Exchange, found.Exchange);
    }
}
