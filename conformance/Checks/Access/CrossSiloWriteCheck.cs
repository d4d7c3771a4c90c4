using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Whether a write with one silo's key also changes the record of the same identity in another silo.</summary>
internal sealed class CrossSiloWriteCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.OwnSilo))]
    public async Task<Verdict> Judge()
    {
        if (!Session.Has(Credential.Other))
            return NeedsOtherKey;
        if (await OtherSilo.WithSameIdentity(Session, Resource) is not { } pair)
            return new Verdict.Pass("untouched") { Note = $"No number of {Resource} was found that both silos have, so no write could be compared with the other silo." };
        if (Operation.Kind == OperationKind.Update)
            return await Updated(pair) ?? Verdict.Saw("untouched");
        // Somebody may have deleted it there just then: what shows twice is no coincidence.
        return await Deleted(pair) is null || await OtherSilo.WithSameIdentity(Session, Resource) is not { } again
            ? Verdict.Saw("untouched")
            : await Deleted(again) ?? Verdict.Saw("untouched");
    }

    private async Task<Verdict?> Updated(SameIdentity pair)
    {
        var resource = pair.Written.Resource;
        var field = Session.Changeable(resource).FirstOrDefault(field => field.Type == FieldType.Text)
            ?? throw new PreconditionException($"{resource} has no text that an update can change");
        var value = Session.Fresh(resource, field);
        var answer = await Session.Update(Operation, pair.Written.Identity, new JsonObject { [field.Name] = value.Copy() }, pair.Writing);
        if (!answer.Succeeded)
            throw new PreconditionException($"an update of {pair.Written} is answered {answer.Summary}") { Refusal = answer };
        var after = await Session.Find(resource, pair.Written.Identity, pair.Watching);
        // No one else would send this value.
        return after.Data is JsonObject record && Session.TryGet(record, field, out var shown) && Session.IsSame(field, shown, value)
            ? Verdict.Broken($"{pair.Written} of one silo unchanged by an update with another silo's key",
                $"its {field} is {Describe.Value(shown)}, as sent for the other silo's", pair.Watched.Exchange, answer.Exchange, after.Exchange)
            : null;
    }

    private async Task<Verdict?> Deleted(SameIdentity pair)
    {
        var (resource, identity) = (pair.Written.Resource, pair.Written.Identity);
        var deleted = await Session.Delete(resource, identity, pair.Writing);
        if (!deleted.Succeeded)
            throw new PreconditionException($"deleting {pair.Written} is answered {deleted.Summary}") { Refusal = deleted };
        if (await OtherSilo.Active(Session, resource, identity, pair.Watching) is not null)
            return null;
        var after = await Session.Find(resource, identity, pair.Watching);
        return Verdict.Broken($"{pair.Written} of one silo found and active after a delete with another silo's key",
            Session.DescribeActive(resource, after), pair.Watched.Exchange, deleted.Exchange, after.Exchange);
    }
}
