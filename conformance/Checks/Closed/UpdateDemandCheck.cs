using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>An update that does not send a field which a create must send.</summary>
internal sealed class UpdateDemandCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.RequiredOnUpdate))]
    public async Task<Verdict> Judge()
    {
        var operation = Contract.Operation(OperationKind.Update, Resource)
            ?? throw new PreconditionException($"the API offers no update of {Resource}");
        var made = await Session.Make(Resource);
        var before = await Session.Look(made);
        var held = Session.Shown(Resource, before, Field);
        var own = Session.ChangeableBut(Resource, Field);
        var changes = new JsonObject { [own.Name] = Session.Other(Resource, own, Session.Value(before.Record, own)) };

        var answer = await Session.Call(operation, made.Identity, changes);
        var request = $"an update of {Say.Record(made)} without {Field}";
        var verdict = Readings.Judge(Rule, request, answer, (Outcome.BadRequest, "required"), (Outcome.Success, "optional"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (answer.Refused)
            return await Session.Changed(made, before, answer) ?? verdict;
        var after = await Session.Look(made);
        var now = Session.Value(after.Record, Field);
        return Same.Value(Session, Field, now, held)
            ? verdict
            : Verdict.Broken($"{Field} {Say.Value(held)} after {request}, as before", $"it is {Say.Value(now)}", answer.Exchange, after.Exchange);
    }
}
