using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A list that a create stores, an update changes, an empty one clears.</summary>
internal static class SeveralChecks
{
    [Judges(nameof(Behaviors.SeveralRoundTrip))]
    public static async Task<Verdict> RoundTrip(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var two = Several.Fresh(session, resource, field);
        // A list of one as well: where a body marks lists by repetition alone it is easily taken for a single value.
        foreach (var sent in (JsonArray[])[two, [two[1].Copy()]])
        {
            var trial = await Trial.Of(session, resource, field, sent);
            if (trial.Made is not { } made)
                return Verdict.Broken($"a create of {resource} with {field} {Say.Value(sent)} answered with success", trial.Answer.Summary, trial.Answer.Exchange);
            var (shown, exchange) = await session.Stored(made, field);
            if (!Same.Value(session, field, shown, sent))
                return Verdict.Broken($"{field} {Say.Value(sent)}, as the create sent it", $"it is {Say.Value(shown)}", trial.Answer.Exchange, exchange);
        }
        return Verdict.Saw("kept");
    }

    [Judges(nameof(Behaviors.SeveralUpdate))]
    public static async Task<Verdict> Update(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var (was, sent) = TwoLists(session, resource, field);
        var made = await Made(session, resource, field, was);

        var answer = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = sent.Copy() });
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with {field} {Say.Value(sent)} answered with success", answer.Summary, answer.Exchange);
        var found = await session.Look(made);
        var shown = session.Shown(resource, found, field);
        if (Same.Value(session, field, shown, sent))
            return Verdict.Saw("replaced");
        return Several.Holds(session, field, shown, [.. was, .. sent])
            ? Verdict.Saw("merged")
            : Verdict.Broken($"{field} {Say.Value(sent)} after an update that sends it, or the same added to {Say.Value(was)}", $"it is {Say.Value(shown)}",
                answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.SeveralClear))]
    public static async Task<Verdict> Clear(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var was = Several.Fresh(session, resource, field);
        var made = await Made(session, resource, field, was);

        var answer = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = new JsonArray() });
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with an empty {field} answered with success", answer.Summary, answer.Exchange);
        var found = await session.Look(made);
        var shown = session.Value(found.Record, field);
        if (Several.IsEmpty(shown))
            return Verdict.Saw("cleared");
        return Same.Value(session, field, shown, was)
            ? Verdict.Saw("kept")
            : Verdict.Broken($"{field} empty after an update with an empty list, or {Say.Value(was)} as before", $"it is {Say.Value(shown)}",
                answer.Exchange, found.Exchange);
    }

    // What is there is a precondition: that a create keeps it is a rule of its own.
    private static async Task<Made> Made(Session session, Resource resource, Field field, JsonArray sent)
    {
        var made = await session.Make(resource, new JsonObject { [field.Name] = sent.Copy() });
        var shown = session.Shown(resource, await session.Look(made), field);
        return Same.Value(session, field, shown, sent)
            ? made
            : throw new PreconditionException($"{field} of {Say.Record(made)} is not as the create sent it: {Say.Value(shown)}");
    }

    // Without an element in common; there may be no more than two records to refer to.
    private static (JsonArray Was, JsonArray Sent) TwoLists(Session session, Resource resource, Field field)
    {
        var first = Several.Fresh(session, resource, field);
        return field.Refers is null
            ? (first, Several.Fresh(session, resource, field))
            : ([first[0].Copy()], [first[1].Copy()]);
    }
}
