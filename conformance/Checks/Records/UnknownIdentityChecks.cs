using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Paths that name no record.</summary>
internal sealed class UnknownIdentityChecks(Rule rule, Session session) : Check(rule, session)
{
    private static readonly (Outcome, string)[] Known = [(Outcome.NotFound, "not-found"), (Outcome.BadRequest, "bad-request")];

    private string Unknown => RecordReading.UnknownIdentityOf(Resource);

    [Judges(nameof(Behaviors.UnknownRecord))]
    public async Task<Verdict> UnknownRecord()
    {
        var answer = await Try(Unknown);
        var verdict = JudgeOutcome($"{Operation.Method} of {Describe.Record(Resource, Unknown)}, which does not exist,", answer, Known);
        if (verdict is not Verdict.Pass || Operation.Kind != OperationKind.Update || !Offers(OperationKind.Find))
            return verdict;

        var found = await Session.Find(Resource, Unknown);
        // That finding it is refused is a rule of its own.
        return found.Data is not JsonObject
            ? verdict
            : Verdict.Broken($"no {Describe.Record(Resource, Unknown)} after an update of it was refused", found.Summary,
                answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.MissData))]
    public async Task<Verdict> MissData()
    {
        var answer = await Session.Call(Operation, Unknown);
        if (answer.Succeeded)
            return Verdict.Unknown($"finding {Describe.Record(Resource, Unknown)} is answered with success: {answer.Summary}");
        return EnvelopeReader.DataOf(answer.Body) is JsonArray { Count: 0 }
            ? Verdict.Saw("empty-list")
            : Verdict.Broken($"the answer to finding {Describe.Record(Resource, Unknown)}, which does not exist, with an empty list as its data",
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
            var reading = identity == $"{existing}abc" && answer.Succeeded ? "leading-digits" : answer.ReadingAmong(Known);
            if (reading is null)
                return JudgeOutcome($"{Operation.Method} of {Resource} by the identity {identity}", answer, Known);
            readings.Add(reading);
        }
        return SawLast(readings);
    }

    // Writes go to a record of the check's own, whatever a lax server makes of the identity.
    private async Task<string> Existing()
    {
        if (Operation.Kind != OperationKind.Find)
            return (await Make()).Identity;
        var (_, identity) = await Session.Perform(Operation);
        return identity!;
    }

    private Task<Answer> Try(string identity)
    {
        if (Operation.Kind != OperationKind.Update)
            return Session.Call(Operation, identity);
        var field = OtherChangeable();
        return Session.Update(Operation, identity, new JsonObject { [field.Name] = Session.Fresh(Resource, field) });
    }
}
