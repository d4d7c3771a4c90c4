using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Entries of a list that are not as declared: the second of two, the first being in order.</summary>
internal sealed class EntryChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.EntryChoice))]
    public async Task<Verdict> Choice()
    {
        var readings = new List<string>();
        foreach (var member in Field.Members.Where(member => !member.Values.IsEmpty))
        {
            var sent = ListValue.Fresh(Session, Resource, Field);
            sent[1]![member.Name] = Fixture.Wrong(Behaviors.Choice)[0].Value.Copy();
            var verdict = await Judge(sent, $"an entry whose {member} is none of the declared ones");
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
        }
        return Verdict.Saw(readings.Contains("stored") ? "stored" : "refused");
    }

    [Judges(nameof(Behaviors.EntryIncomplete))]
    public async Task<Verdict> Incomplete()
    {
        var readings = new List<string>();
        foreach (var member in Field.Members)
        {
            var sent = ListValue.Fresh(Session, Resource, Field);
            ((JsonObject)sent[1]!).Remove(member.Name);
            var verdict = await Judge(sent, $"an entry without {member}");
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
        }
        return Verdict.Saw(readings.Contains("stored") ? "stored" : "refused");
    }

    private async Task<Verdict> Judge(JsonArray sent, string what)
    {
        var attempt = await TryCreateWith(sent);
        var verdict = JudgeOutcome($"a create of {Resource} whose {Field} has {what}", attempt.Answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "stored"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (attempt.Made is not { } made)
            return await StoredDespiteRefusal(attempt.Input) ?? verdict;
        var (shown, exchange) = await Stored(made);
        return IsStored(shown, sent)
            ? verdict
            : OtherValueShown($"{Field} {Describe.Value(sent)} refused or stored as sent", shown, attempt.Answer.Exchange, exchange);
    }

    // Member by member, since one that was not sent may be shown without a value.
    private bool IsStored(JsonNode? shown, JsonArray sent)
    {
        var entries = ListValue.Elements(shown);
        return entries.Length == sent.Count && entries.Zip(sent).All(pair =>
            pair is (JsonObject entry, JsonObject wanted)
            && Field.Members.All(member => Session.IsSame(member, entry[member.Name], wanted[member.Name])));
    }
}
