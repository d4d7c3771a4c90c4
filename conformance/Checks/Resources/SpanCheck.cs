using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A last day before the first day.</summary>
internal sealed class SpanCheck(Rule rule, Session session) : Check(rule, session)
{
    private const string Earlier = "2024-03-01";
    private const string Later = "2024-06-30";

    [Judges(nameof(Behaviors.DateSpan))]
    public async Task<Verdict> Judge()
    {
        var from = Resource.Field(Rule.Arguments["from"]!.GetValue<string>());
        var to = Resource.Field(Rule.Arguments["to"]!.GetValue<string>());
        var input = await Session.Input(Resource);
        (input[from.Name], input[to.Name]) = (Later, Earlier);

        var answer = await Session.Create(Resource, input);
        if (!answer.Succeeded)
        {
            return Readings.Judge(Rule, $"a create of {Resource} with {from} {Later} and {to} {Earlier}", answer,
                (Outcome.Success, "unchecked"), (Outcome.BadRequest, "refused"));
        }
        var found = await Session.Look(Resource, Session.IdentityOf(Resource, answer.Record, answer));
        var (first, last) = (Session.Value(found.Record, from), Session.Value(found.Record, to));
        return Same.Text(first) == Later && Same.Text(last) == Earlier
            ? Verdict.Saw("unchecked")
            : Verdict.Broken($"{from} {Later} and {to} {Earlier} refused or stored as sent", $"{from} is {Say.Value(first)}, {to} is {Say.Value(last)}",
                answer.Exchange, found.Exchange);
    }
}
