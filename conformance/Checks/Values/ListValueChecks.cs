using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A list that a create stores, an update changes, an empty one clears.</summary>
internal sealed class ListValueChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.SeveralRoundTrip))]
    public async Task<Verdict> RoundTrip()
    {
        var two = ListValue.Fresh(Session, Resource, Field);
        // A list of one as well: where a body marks lists by repetition alone it is easily taken for a single value.
        foreach (var sent in (JsonArray[])[two, [two[1].Copy()]])
        {
            var attempt = await TryCreateWith(sent);
            if (attempt.Made is not { } made)
                return NoSuccess($"a create of {Resource} with {Field} {Describe.Value(sent)}", attempt.Answer);
            var (shown, exchange) = await Stored(made);
            if (!IsSame(shown, sent))
                return OtherValueShown($"{Field} {Describe.Value(sent)}, as the create sent it", shown, attempt.Answer.Exchange, exchange);
        }
        return Verdict.Saw("kept");
    }

    [Judges(nameof(Behaviors.SeveralUpdate))]
    public async Task<Verdict> Update()
    {
        var (was, sent) = TwoLists();
        var made = await Made(was);

        var answer = await UpdateTo(made, sent);
        if (!answer.Succeeded)
            return NoSuccess($"an update of {made} with {Field} {Describe.Value(sent)}", answer);
        var found = await Read(made);
        var shown = Shown(found);
        if (IsSame(shown, sent))
            return Verdict.Saw("replaced");
        return ListValue.HoldsExactly(Session, Field, shown, [.. was, .. sent])
            ? Verdict.Saw("merged")
            : OtherValueShown($"{Field} {Describe.Value(sent)} after an update that sends it, or the same added to {Describe.Value(was)}", shown, answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.SeveralClear))]
    public async Task<Verdict> Clear()
    {
        var was = ListValue.Fresh(Session, Resource, Field);
        var made = await Made(was);

        var answer = await UpdateTo(made, new JsonArray());
        if (!answer.Succeeded)
            return NoSuccess($"an update of {made} with an empty {Field}", answer);
        var found = await Read(made);
        var shown = Value(found);
        if (ListValue.IsEmpty(shown))
            return Verdict.Saw("cleared");
        return IsSame(shown, was)
            ? Verdict.Saw("kept")
            : OtherValueShown($"{Field} empty after an update with an empty list, or {Describe.Value(was)} as before", shown, answer.Exchange, found.Exchange);
    }

    // What is there is a precondition: that a create keeps it is a rule of its own.
    private async Task<Made> Made(JsonArray sent)
    {
        var made = await MakeWith(sent);
        var shown = Shown(await Read(made));
        return IsSame(shown, sent)
            ? made
            : throw new PreconditionException($"{Field} of {made} is not as the create sent it: {Describe.Value(shown)}");
    }

    // Without an element in common; there may be no more than two records to refer to.
    private (JsonArray Was, JsonArray Sent) TwoLists()
    {
        var first = ListValue.Fresh(Session, Resource, Field);
        return Field.Refers is null
            ? (first, ListValue.Fresh(Session, Resource, Field))
            : ([first[0].Copy()], [first[1].Copy()]);
    }
}
