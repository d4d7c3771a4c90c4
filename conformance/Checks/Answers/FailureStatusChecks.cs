using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Observation.Universal;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The HTTP status of failures in the dialect result.</summary>
internal sealed class FailureStatusChecks(Rule rule, Session session) : Check(rule, session)
{
    /// <summary>Failures that the document shows no status of: values that are refused.</summary>
    [Judges(nameof(Behaviors.FailureStatus))]
    public async Task<Verdict> Others()
    {
        var verdict = await new EveryAnswerChecks(Rule, Session).Judge();
        if (verdict is not Verdict.Pass)
            return verdict;
        if (!Session.MayWrite)
            return OfMisses();
        var (resource, field) = Session.RequiredField();
        var answer = await Session.Create(resource, await Session.InputWith(resource, field, null));
        return answer.Outcome != Outcome.BadRequest ? Verdict.Unknown($"a create of {resource} without {field} is answered {answer.Summary}")
            : Verdict.Saw(answer.Exchange.Status == 200 ? "ok" : "status");
    }

    [Judges(nameof(Behaviors.NothingStatus))]
    public async Task<Verdict> Nothing()
    {
        var answer = Operation.Kind == OperationKind.Create
            ? await Session.Create(Resource, [])
            : await Update((await Make()), []);
        return answer.Outcome != Outcome.BadRequest && !answer.Refused
            ? Verdict.Unknown($"{Operation} without any field is answered {answer.Summary}, so that nothing is known of its refusal")
            : JudgeStatus($"{Operation} without any field", answer, 400);
    }

    [Judges(nameof(Behaviors.MissStatus))]
    public async Task<Verdict> Miss()
    {
        var changes = Operation.Kind == OperationKind.Update && OtherChangeable() is { } field
            ? new JsonObject { [field.Name] = Session.Fresh(Resource, field) } : null;
        var answer = changes is null
            ? await Session.Call(Operation, RecordReading.UnknownIdentityOf(Resource))
            : await Session.Update(Operation, RecordReading.UnknownIdentityOf(Resource), changes);
        var isInvalid = answer.Outcome == Outcome.BadRequest && Contract.Tolerates(Behaviors.UnknownRecord, Rule.Place, "bad-request");
        return !answer.Refused
            ? Verdict.Unknown($"{Operation} of a record that does not exist is answered {answer.Summary}, so that nothing is known of its refusal")
            : JudgeStatus($"{Operation} of {Describe.Record(Resource, UnknownIdentity)}, which does not exist,", answer, isInvalid ? 400 : 404);
    }

    private Verdict JudgeStatus(string request, Answer answer, int own)
    {
        if (answer.Exchange.Status == 200)
            return Verdict.Saw("ok");
        if (answer.Exchange.Status == own && Rule.Tolerates("status"))
            return Verdict.Saw("status");
        var or = Rule.Tolerates("status") ? $" or {own}" : "";
        return Verdict.Broken($"{request} answered with HTTP 200{or}, and the reason in the body", answer.Summary, answer.Exchange);
    }

    // Where nothing can be written, only searches fail.
    private Verdict OfMisses()
    {
        var readings = Session.Exchanges.Select(exchange => ResultRules.ReadingOf(Contract, exchange)).OfType<string>().ToHashSet();
        return readings.Count == 0 ? Verdict.Unknown("nothing that was sent failed")
            : SawLast(readings);
    }
}
