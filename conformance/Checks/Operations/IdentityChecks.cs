using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Paths that name no record.</summary>
internal static class IdentityChecks
{
    private static readonly (Outcome, string)[] Known = [(Outcome.NotFound, "not-found"), (Outcome.BadRequest, "bad-request")];

    [Judges(nameof(Behaviors.UnknownRecord))]
    public static async Task<Verdict> UnknownRecord(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var answer = await Try(session, operation, resource, Records.NoIdentity);
        var verdict = Readings.Judge(rule, $"{operation.Method} of {Say.Record(resource, Records.NoIdentity)}, which does not exist,", answer, Known);
        if (verdict is not Verdict.Pass || operation.Kind != OperationKind.Update || !session.Offers(OperationKind.Find, resource))
            return verdict;

        var found = await session.Find(resource, Records.NoIdentity);
        // That finding it is refused is a rule of its own.
        return found.Data is not JsonObject
            ? verdict
            : Verdict.Broken($"no {Say.Record(resource, Records.NoIdentity)} after an update of it was refused", found.Summary,
                answer.Exchange, found.Exchange);
    }

    [Judges(nameof(Behaviors.MissData))]
    public static async Task<Verdict> MissData(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var answer = await session.Call(operation, Records.NoIdentity);
        if (answer.Succeeded)
            return Verdict.Unknown($"finding {Say.Record(resource, Records.NoIdentity)} is answered with success: {answer.Summary}");
        return EnvelopeReader.DataOf(answer.Body) is JsonArray { Count: 0 }
            ? Verdict.Saw("empty-list")
            : Verdict.Broken($"the answer to finding {Say.Record(resource, Records.NoIdentity)}, which does not exist, with an empty list as its data",
                answer.Summary, answer.Exchange);
    }

    [Judges(nameof(Behaviors.MalformedIdentity))]
    public static async Task<Verdict> Malformed(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var existing = await Existing(session, operation, resource);
        string[] wrong = ["abc", "0", "-1", "99999999999999999999", $"{existing}abc"];

        var readings = new List<string>();
        foreach (var identity in wrong)
        {
            var answer = await Try(session, operation, resource, identity);
            // Of what is no number, only the digits at its start can have named a record.
            var reading = identity == $"{existing}abc" && answer.Succeeded ? "leading-digits" : Readings.Of(answer, Known);
            if (reading is null)
                return Readings.Judge(rule, $"{operation.Method} of {resource} by the identity {identity}", answer, Known);
            readings.Add(reading);
        }
        return Verdict.Saw(rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    // Writes go to a record of the check's own, whatever a lax server makes of the identity.
    private static async Task<string> Existing(Session session, Operation operation, Resource resource)
    {
        if (operation.Kind != OperationKind.Find)
            return (await session.Make(resource)).Identity;
        var (_, identity) = await session.One(operation);
        return identity!;
    }

    private static Task<Answer> Try(Session session, Operation operation, Resource resource, string identity)
    {
        if (operation.Kind != OperationKind.Update)
            return session.Call(operation, identity);
        var field = session.ChangeableBut(resource);
        return session.Update(resource, identity, new JsonObject { [field.Name] = session.Fresh(resource, field) });
    }
}
