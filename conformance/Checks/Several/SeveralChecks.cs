using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A list that a create stores, an update changes, an empty one clears.</summary>
internal sealed class SeveralChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.SeveralRoundTrip))]
    public async Task<Verdict> RoundTrip()
    {
        var two = Several.Fresh(Session, Resource, Field);
        // A list of one as well: where a body marks lists by repetition alone it is easily taken for a single value.
        foreach (var sent in (JsonArray[])[two, [two[1].Copy()]])
        {
            var trial = await Trial.Of(Session, Resource, Field, sent);
            if (trial.Made is not { } made)
                return Verdict.Broken($"a create of {Resource} with {Field} {Say.Value(sent)} answered with success", trial.Answer.Summary, trial.Answer.Exchange);
            var (shown, exchange) = await Session.Stored(made, Field);
            if (!Same.Value(Session, Field, shown, sent))
                return Verdict.Broken($"{Field} {Say.Value(sent)}, as the create sent it", $"it is {Say.Value(shown)}", trial.Answer.Exchange, exchange);
        }
        return Verdict.Saw("kept");
    }

    [Judges(nameof(Behaviors.SeveralUpdate))]
    public async Task<Verdict> Update()
    {
        var (was, sent) = TwoLists();
        var made = await Made(was);

        var answer = await Session.Update(Resource, made.Identity, new JsonObject { [Field.Name] = sent.Copy() });
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with {Field} {Say.Value(sent)} answered with success", answer.Summary, answer.Exchange);
        var found = await Session.Look(made);
        var shown = Session.Shown(Resource, found, Field);
        if (Same.Value(Session, Field, shown, sent))
            return Verdict.Saw("replaced");
        return Several.Holds(Session, Field, shown, [.. was, .. sent])
            ? Verdict.Saw("merged")
            : Verdict.Broken($"{Field} {Say.Value(sent)} after an update that sends it, or the same added to {Say.Value(was)}", $"it is {Say.Value(shown)}",
                answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.SeveralClear))]
    public async Task<Verdict> Clear()
    {
        var was = Several.Fresh(Session, Resource, Field);
        var made = await Made(was);

        var answer = await Session.Update(Resource, made.Identity, new JsonObject { [Field.Name] = new JsonArray() });
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with an empty {Field} answered with success", answer.Summary, answer.Exchange);
        var found = await Session.Look(made);
        var shown = Session.Value(found.Record, Field);
        if (Several.IsEmpty(shown))
            return Verdict.Saw("cleared");
        return Same.Value(Session, Field, shown, was)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{Field} empty after an update with an empty list, or {Say.Value(was)} as before", $"it is {Say.Value(shown)}",
                answer.Exchange, found.Exchange);
    }

    // What is there is a precondition: that a create keeps it is a rule of its own.
    private async Task<Made> Made(JsonArray sent)
    {
        var made = await Session.Make(Resource, new JsonObject { [Field.Name] = sent.Copy() });
        var shown = Session.Shown(Resource, await Session.Look(made), Field);
        return Same.Value(Session, Field, shown, sent)
            ? made
            : throw new PreconditionException($"{Field} of {Say.Record(made)} is not as the create sent it: {Say.Value(shown)}");
    }

    // Without an element in common; there may be no more than two records to refer to.
    private (JsonArray Was, JsonArray Sent) TwoLists()
    {
        var first = Several.Fresh(Session, Resource, Field);
        return Field.Refers is null
            ? (first, Several.Fresh(Session, Resource, Field))
            : ([first[0].Copy()], [first[1].Copy()]);
    }
}
