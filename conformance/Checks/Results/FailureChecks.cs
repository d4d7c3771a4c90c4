using PlanisoContract.Conformance.Observation;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>With which HTTP status the dialect result tells that something failed.</summary>
internal static class FailureChecks
{
    /// <summary>Failures that the document shows no status of: values that are refused.</summary>
    public static async Task<Verdict> Others(Rule rule, Session session)
    {
        var verdict = await Tour.Judge(rule, session);
        if (verdict is not Verdict.Pass)
            return verdict;
        if (!session.MayWrite)
            return OfMisses(rule, session);
        var (resource, field) = session.Demanded();
        var answer = await session.Create(resource, await session.InputWith(resource, field, null));
        return answer.Outcome != Outcome.BadRequest ? Verdict.Unknown($"a create of {resource} without {field} is answered {answer.Summary}")
            : Verdict.Saw(answer.Exchange.Status == 200 ? "ok" : "status");
    }

    public static async Task<Verdict> Nothing(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var answer = operation.Kind == OperationKind.Create
            ? await session.Create(resource, [])
            : await session.Update(resource, (await session.Make(resource)).Identity, []);
        return answer.Outcome != Outcome.BadRequest && !answer.Refused
            ? Verdict.Unknown($"{operation} without any field is answered {answer.Summary}, so that nothing is known of its refusal")
            : Told(rule, $"{operation} without any field", answer, 400);
    }

    public static async Task<Verdict> Miss(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var changes = operation.Kind == OperationKind.Update && session.ChangeableBut(resource) is { } field
            ? new System.Text.Json.Nodes.JsonObject { [field.Name] = session.Fresh(resource, field) } : null;
        var answer = changes is null
            ? await session.Call(operation, Records.NoIdentity)
            : await session.Update(resource, Records.NoIdentity, changes);
        var isInvalid = answer.Outcome == Outcome.BadRequest && session.Contract.Tolerates(Behaviors.UnknownRecord, rule.Place, "bad-request");
        return !answer.Refused
            ? Verdict.Unknown($"{operation} of a record that does not exist is answered {answer.Summary}, so that nothing is known of its refusal")
            : Told(rule, $"{operation} of {Say.Record(resource, Records.NoIdentity)}, which does not exist,", answer, isInvalid ? 400 : 404);
    }

    private static Verdict Told(Rule rule, string request, Answer answer, int own)
    {
        if (answer.Exchange.Status == 200)
            return Verdict.Saw("ok");
        if (answer.Exchange.Status == own && rule.Readings.Any(mode => mode.Name == "status"))
            return Verdict.Saw("status");
        var or = rule.Readings.Any(mode => mode.Name == "status") ? $" or {own}" : "";
        return Verdict.Broken($"{request} answered with HTTP 200{or}, and the reason in the body", answer.Summary, answer.Exchange);
    }

    // Where nothing can be written, only searches fail.
    private static Verdict OfMisses(Rule rule, Session session)
    {
        var readings = session.Exchanges.Select(exchange => ResultRules.ReadingOf(session.Contract, exchange)).OfType<string>().ToHashSet();
        return readings.Count == 0 ? Verdict.Unknown("nothing that was sent failed")
            : Verdict.Saw(rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }
}
