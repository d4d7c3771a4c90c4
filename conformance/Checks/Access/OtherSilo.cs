using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Records in the silo of the other key.</summary>
internal static class OtherSilo
{
    // Each try makes a record in either silo. Where identities are given one by one, the first suffices.
    private const int MostAttempts = 8;

    /// <summary>How a record is created in the other silo: under a parent and with references that are there.</summary>
    /// <exception cref="PreconditionException">There is nothing that it could live under.</exception>
    public static async Task<(JsonObject Input, Sending How)> InputElsewhere(this Session session, Resource resource)
    {
        var input = await session.Input(resource);
        foreach (var field in resource.Fields.Where(field => input.ContainsKey(field.Name) && (field.References ?? (object?)field.Refers) is not null))
        {
            var there = field.Refers is { } refers ? await session.IdentitiesElsewhere(session.Contract.Resource(refers.Resource)) : [];
            if (there is [var first, ..] && field.Type is FieldType.Integer or FieldType.Text)
                input[field.Name] = field.Type == FieldType.Integer ? FieldValue.Identity(first) : first;
            else
                input.Remove(field.Name);
        }
        return (input, new Sending { Who = Credential.Other, Parent = resource.Parent is null ? null : await session.Parent(resource, Credential.Other) });
    }

    /// <summary>
    /// A record that the check made in the silo whose numbers are behind, and an active one of the same identity in the other; null
    /// where a bounded number of creates makes none.
    /// </summary>
    public static async Task<SameIdentity?> WithSameIdentity(Session session, Resource resource)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var mine = await session.Make(resource);
            var (input, how) = await session.InputElsewhere(resource);
            var answer = await session.Create(resource, input, how);
            if (!answer.Succeeded)
                throw new PreconditionException($"the key of --other-key can create no {resource}: {answer.Summary}");
            var theirs = new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer) { Parent = how.Parent };
            var here = new Sending { Parent = mine.Parent };
            if (await Active(session, resource, mine.Identity, how) is { } there)
                return new SameIdentity(mine, here, how, there);
            if (await Active(session, resource, theirs.Identity, here) is { } own)
                return new SameIdentity(theirs, how, here, own);
        }
        return null;
    }

    /// <summary>What a silo shows of an identity, where it is an active record.</summary>
    public static async Task<Answer?> Active(Session session, Resource resource, string identity, Sending how)
    {
        var found = await session.Find(resource, identity, how);
        return found is { Succeeded: true, Data: JsonObject record } && session.IsActive(resource, record) != false ? found : null;
    }
}

/// <summary>Two records of one identity, in two silos.</summary>
/// <param name="Written">The one that the check made, and may write to.</param>
/// <param name="Writing">How requests reach its silo.</param>
/// <param name="Watching">How requests reach the other silo.</param>
/// <param name="Watched">What the other silo shows of the identity.</param>
internal sealed record SameIdentity(Made Written, Sending Writing, Sending Watching, Answer Watched);
