using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Entries of a list that are not as declared: the second of two, the first being in order.</summary>
internal static class EntryChecks
{
    [Judges(nameof(Behaviors.EntryChoice))]
    public static async Task<Verdict> Choice(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var readings = new List<string>();
        foreach (var member in field.Members.Where(member => !member.Values.IsEmpty))
        {
            var sent = Several.Fresh(session, resource, field);
            sent[1]![member.Name] = Fixture.Wrong(Behaviors.Choice)[0].Value.Copy();
            var verdict = await Judge(rule, session, resource, field, sent, $"an entry whose {member} is none of the declared ones");
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
        }
        return Verdict.Saw(readings.Contains("stored") ? "stored" : "refused");
    }

    [Judges(nameof(Behaviors.EntryIncomplete))]
    public static async Task<Verdict> Incomplete(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var readings = new List<string>();
        foreach (var member in field.Members)
        {
            var sent = Several.Fresh(session, resource, field);
            ((JsonObject)sent[1]!).Remove(member.Name);
            var verdict = await Judge(rule, session, resource, field, sent, $"an entry without {member}");
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
        }
        return Verdict.Saw(readings.Contains("stored") ? "stored" : "refused");
    }

    private static async Task<Verdict> Judge(Rule rule, Session session, Resource resource, Field field, JsonArray sent, string what)
    {
        var trial = await Trial.Of(session, resource, field, sent);
        var verdict = Readings.Judge(rule, $"a create of {resource} whose {field} has {what}", trial.Answer,
            (Outcome.BadRequest, "refused"), (Outcome.Success, "stored"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (trial.Made is not { } made)
            return await session.Trace(resource, trial.Input) ?? verdict;
        var (shown, exchange) = await session.Stored(made, field);
        return IsStored(session, field, shown, sent)
            ? verdict
            : Verdict.Broken($"{field} {Say.Value(sent)} refused or stored as sent", $"it is {Say.Value(shown)}", trial.Answer.Exchange, exchange);
    }

    // Member by member, since one that was not sent may be shown without a value.
    private static bool IsStored(Session session, Field field, JsonNode? shown, JsonArray sent)
    {
        var entries = Several.Elements(shown);
        return entries.Length == sent.Count && entries.Zip(sent).All(pair =>
            pair is (JsonObject entry, JsonObject wanted)
            && field.Members.All(member => Same.Value(session, member, entry[member.Name], wanted[member.Name])));
    }
}
