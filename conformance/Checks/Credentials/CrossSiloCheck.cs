using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Whether a write with one silo's key also changes the record of the same identity in another silo.</summary>
internal static class CrossSiloCheck
{
    [Judges(nameof(Behaviors.OwnSilo))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        if (!session.Has(Credential.Other))
            return Verdict.Unknown("it takes the key of another silo: --other-key");
        var (operation, resource) = rule.OfOperation(session);
        if (await OtherSilo.Meet(session, resource) is not { } pair)
            return new Verdict.Pass("untouched") { Note = $"No number of {resource} was found that both silos have, so no write was held against the other silo." };
        if (operation.Kind == OperationKind.Update)
            return await Updated(session, pair) ?? Verdict.Saw("untouched");
        // Somebody may have deleted it there just then: what shows twice is no accident.
        return await Deleted(session, pair) is null || await OtherSilo.Meet(session, resource) is not { } again
            ? Verdict.Saw("untouched")
            : await Deleted(session, again) ?? Verdict.Saw("untouched");
    }

    private static async Task<Verdict?> Updated(Session session, Pair pair)
    {
        var resource = pair.Written.Resource;
        var field = session.Changeable(resource).FirstOrDefault(field => field.Type == FieldType.Text)
            ?? throw new PreconditionException($"{resource} has no text that an update can change");
        var value = session.Fresh(resource, field);
        var answer = await session.Update(resource, pair.Written.Identity, new JsonObject { [field.Name] = value.Copy() }, pair.Writing);
        if (!answer.Succeeded)
            throw new PreconditionException($"an update of {Say.Record(pair.Written)} is answered {answer.Summary}") { Refusal = answer };
        var after = await session.Find(resource, pair.Written.Identity, pair.Watching);
        // No one else would send this value.
        return after.Data is JsonObject record && session.TryGet(record, field, out var shown) && Same.Value(session, field, shown, value)
            ? Verdict.Broken($"{Say.Record(pair.Written)} of one silo unchanged by an update with another silo's key",
                $"its {field} is {Say.Value(shown)}, as sent for the other silo's", pair.Watched.Exchange, answer.Exchange, after.Exchange)
            : null;
    }

    private static async Task<Verdict?> Deleted(Session session, Pair pair)
    {
        var (resource, identity) = (pair.Written.Resource, pair.Written.Identity);
        var deleted = await session.Delete(resource, identity, pair.Writing);
        if (!deleted.Succeeded)
            throw new PreconditionException($"deleting {Say.Record(pair.Written)} is answered {deleted.Summary}") { Refusal = deleted };
        if (await OtherSilo.Active(session, resource, identity, pair.Watching) is not null)
            return null;
        var after = await session.Find(resource, identity, pair.Watching);
        return Verdict.Broken($"{Say.Record(pair.Written)} of one silo found and active after a delete with another silo's key",
            session.SayActive(resource, after), pair.Watched.Exchange, deleted.Exchange, after.Exchange);
    }
}
