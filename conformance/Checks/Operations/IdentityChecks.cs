using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Paths that name no record.</summary>
internal sealed class IdentityChecks(Rule rule, Session session) : Check(rule, session)
{
    private static readonly (Outcome, string)[] Known = [(Outcome.NotFound, "not-found"), (Outcome.BadRequest, "bad-request")];

    [Judges(nameof(Behaviors.UnknownRecord))]
    public async Task<Verdict> UnknownRecord()
    {
        var answer = await Try(Records.NoIdentity);
        var verdict = Readings.Judge(Rule, $"{Operation.Method} of {Say.Record(Resource, Records.NoIdentity)}, which does not exist,", answer, Known);
        if (verdict is not Verdict.Pass || Operation.Kind != OperationKind.Update || !Session.Offers(OperationKind.Find, Resource))
            return verdict;

        var found = await Session.Find(Resource, Records.NoIdentity);
        // That finding it is refused is a rule of its own.
        return found.Data is not JsonObject
            ? verdict
            : Verdict.Broken($"no {Say.Record(Resource, Records.NoIdentity)} after an update of it was refused", found.Summary,
                answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.MissData))]
    public async Task<Verdict> MissData()
    {
        var answer = await Session.Call(Operation, Records.NoIdentity);
        if (answer.Succeeded)
            return Verdict.Unknown($"finding {Say.Record(Resource, Records.NoIdentity)} is answered with success: {answer.Summary}");
        return EnvelopeReader.DataOf(answer.Body) is JsonArray { Count: 0 }
            ? Verdict.Saw("empty-list")
            : Verdict.Broken($"the answer to finding {Say.Record(Resource, Records.NoIdentity)}, which does not exist, with an empty list as its data",
                answer.Summary, answer.Exchange);
    }

    [Judges(nameof(Behaviors.MalformedIdentity))]
    public async Task<Verdict> Malformed()
    {
        var existing = await Existing();
        string[] wrong = ["abc", "0", "-1", "99999999999999999999", $"{existing}abc"];

        var readings = new List<string>();
        foreach (var identity in wrong)
        {
            var answer = await Try(identity);
            // Of what is no number, only the digits at its start can have named a record.
            var reading = identity == $"{existing}abc" && answer.Succeeded ? "leading-digits" : Readings.Of(answer, Known);
            if (reading is null)
                return Readings.Judge(Rule, $"{Operation.Method} of {Resource} by the identity {identity}", answer, Known);
            readings.Add(reading);
        }
        return Verdict.Saw(Rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    // Writes go to a record of the check's own, whatever a lax server makes of the identity.
    private async Task<string> Existing()
    {
        if (Operation.Kind != OperationKind.Find)
            return (await Session.Make(Resource)).Identity;
        var (_, identity) = await Session.One(Operation);
        return identity!;
    }

    private Task<Answer> Try(string identity)
    {
        if (Operation.Kind != OperationKind.Update)
            return Session.Call(Operation, identity);
        var field = Session.ChangeableBut(Resource);
        return Session.Update(Resource, identity, new JsonObject { [field.Name] = Session.Fresh(Resource, field) });
    }
}
