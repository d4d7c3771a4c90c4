using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>An update that does not send a field which a create must send.</summary>
internal static class UpdateDemandCheck
{
    [Judges(nameof(Behaviors.RequiredOnUpdate))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var operation = session.Contract.Operation(OperationKind.Update, resource)
            ?? throw new PreconditionException($"the API offers no update of {resource}");
        var made = await session.Make(resource);
        var before = await session.Look(made);
        var held = session.Shown(resource, before, field);
        var own = session.ChangeableBut(resource, field);
        var changes = new JsonObject { [own.Name] = session.Other(resource, own, session.Value(before.Record, own)) };

        var answer = await session.Call(operation, made.Identity, changes);
        var request = $"an update of {Say.Record(made)} without {field}";
        var verdict = Readings.Judge(rule, request, answer, (Outcome.BadRequest, "required"), (Outcome.Success, "optional"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (answer.Refused)
            return await session.Changed(made, before, answer) ?? verdict;
        var after = await session.Look(made);
        var now = session.Value(after.Record, field);
        return Same.Value(session, field, now, held)
            ? verdict
            : Verdict.Broken($"{field} {Say.Value(held)} after {request}, as before", $"it is {Say.Value(now)}", answer.Exchange, after.Exchange);
    }
}
