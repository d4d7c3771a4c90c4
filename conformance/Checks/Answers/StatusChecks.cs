using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The status of a success, and what deletes answer.</summary>
internal sealed class StatusChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Status))]
    public async Task<Verdict> Documented()
    {
        var documented = Operation.Success;
        var (answer, _) = await Session.Perform(Operation);

        var status = answer.Exchange.Status;
        var isEmpty = answer.Exchange.Body.Length == 0;
        var example = EnvelopeReader.CodeOf(documented.Example);
        var code = EnvelopeReader.CodeOf(answer.Body);
        if (answer.Succeeded && status == documented.Status && (example is null ? documented.Schema is null || !isEmpty : code == example))
            return Verdict.Saw("documented");
        if (status == documented.Status && code == status)
            return Verdict.Saw("plain");
        if (status == 204 && isEmpty)
            return Verdict.Saw("no-content");
        if (status == 200 && isEmpty)
            return Verdict.Saw("empty-ok");
        var inBody = example is null ? "" : $" and {example} in the body";
        return Verdict.Broken($"{Operation} answered with HTTP status {documented.Status}{inBody}", answer.Summary, answer.Exchange);
    }

    [Judges(nameof(Behaviors.DeleteAnswer))]
    public async Task<Verdict> DeleteAnswer()
    {
        var made = await Make();

        var answer = await Session.Delete(Resource, made.Identity);
        if (!answer.Succeeded)
            return NoSuccess($"deleting {made}", answer);
        if (answer.Exchange.Status == 204 && Contract.Tolerates(Behaviors.Status, Place.Of(Operation), "no-content"))
            return Verdict.Unknown("the target answers a delete with 204, which has no body");
        return answer.Data is JsonArray { Count: 0 }
            ? Verdict.Saw("empty-list")
            : Verdict.Broken($"the answer to deleting {made} with an empty list as its data", answer.Summary, answer.Exchange);
    }
}
