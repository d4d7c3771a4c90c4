using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Whether a write with one silo's key also changes the record of the same identity in another silo.</summary>
internal static class CrossSiloCheck
{
    /// <summary>A violation, or null; the note says what could not be looked at.</summary>
    public static async Task<(Verdict? Broken, string? Note)> Judge(Session session, Resource resource)
    {
        if (!session.Offers(OperationKind.Find, resource))
            return (null, $"Nothing finds {resource}, so writes were not held against the other silo.");
        try
        {
            if (await OtherSilo.Meet(session, resource) is not { } pair)
                return (null, "No number was found that both silos have, so writes were not held against the other silo.");
            return (await Updated(session, pair) ?? await Deleted(session, pair), null);
        }
        catch (PreconditionException reason)
        {
            return (null, $"Writes were not held against the other silo: {reason.Message}");
        }
    }

    private static async Task<Verdict?> Updated(Session session, Pair pair)
    {
        var resource = pair.Mine.Resource;
        if (!session.Offers(OperationKind.Update, resource))
            return null;
        var field = session.Changeable(resource).FirstOrDefault(field => field.Type == FieldType.Text);
        if (field is null)
            return null;
        var value = session.Fresh(resource, field);
        var answer = await session.Update(resource, pair.Mine.Identity, new JsonObject { [field.Name] = value.Copy() });
        var after = await session.Find(resource, pair.Mine.Identity, pair.How);
        // No one else would send this value.
        return after.Data is JsonObject record && session.TryGet(record, field, out var shown) && Same.Value(session, field, shown, value)
            ? Verdict.Broken($"{Say.Record(pair.Mine)} of another silo unchanged by an update with this silo's key",
                $"its {field} is {Say.Value(shown)}, as sent for this silo's", pair.Theirs.Exchange, answer.Exchange, after.Exchange)
            : null;
    }

    // Somebody may have deleted it there just then: what it shows twice is no accident.
    private static async Task<Verdict?> Deleted(Session session, Pair pair)
    {
        if (!session.Offers(OperationKind.Delete, pair.Mine.Resource) || await Gone(session, pair) is null
            || await OtherSilo.Meet(session, pair.Mine.Resource) is not { } again)
            return null;
        return await Gone(session, again);
    }

    private static async Task<Verdict?> Gone(Session session, Pair pair)
    {
        var (resource, identity) = (pair.Mine.Resource, pair.Mine.Identity);
        var deleted = await session.Gone(pair.Mine);
        if (await OtherSilo.Active(session, resource, identity, pair.How) is not null)
            return null;
        var after = await session.Find(resource, identity, pair.How);
        return Verdict.Broken($"{Say.Record(pair.Mine)} of another silo found and active after a delete with this silo's key",
            session.SayActive(resource, after), pair.Theirs.Exchange, deleted.Exchange, after.Exchange);
    }
}
