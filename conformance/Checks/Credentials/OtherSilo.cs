using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Records in the silo of the other key.</summary>
internal static class OtherSilo
{
    // Numbers of two silos that lie further apart are not brought together: nobody wants hundreds of records for one check.
    private const int MostMade = 30;

    /// <summary>How a record is created in the other silo: under a parent and with references that are there.</summary>
    /// <exception cref="PreconditionException">There is nothing that it could live under.</exception>
    public static async Task<(JsonObject Input, Sending How)> InputElsewhere(this Session session, Resource resource)
    {
        var input = await session.Input(resource);
        foreach (var field in resource.Fields.Where(field => input.ContainsKey(field.Name) && (field.References ?? (object?)field.Refers) is not null))
        {
            var there = field.Refers is { } refers ? await session.IdentitiesElsewhere(session.Contract.Resource(refers.Resource)) : [];
            if (there is [var first, ..] && field.Type == FieldType.Integer)
                input[field.Name] = Same.Integer(first) is { } number ? JsonValue.Create(number) : JsonValue.Create(first);
            else
                input.Remove(field.Name);
        }
        return (input, new Sending { Who = Credential.Other, Parent = resource.Parent is null ? null : await session.Parent(resource, Credential.Other) });
    }

    /// <summary>Two active records of one identity, one of them in each silo; null where a bounded number of creates brings none about.</summary>
    public static async Task<Pair?> Meet(Session session, Resource resource)
    {
        var mine = await session.Make(resource);
        var (_, how) = await session.InputElsewhere(resource);
        for (var made = 0; made < MostMade; made++)
        {
            if (await Active(session, resource, mine.Identity, how) is { } found)
                return new Pair(mine, how, found);
            var (input, _) = await session.InputElsewhere(resource);
            var answer = await session.Create(resource, input, how);
            if (!answer.Succeeded || Same.Integer(JsonValue.Create(Session.IdentityOf(resource, answer.Record, answer))) is not { } there
                || Same.Integer(JsonValue.Create(mine.Identity)) is not { } here)
                return null;
            // The numbers of the other silo are ahead: this one catches up.
            for (; here < there && made < MostMade; made++)
            {
                mine = await session.Make(resource);
                here = Same.Integer(JsonValue.Create(mine.Identity)) ?? there;
            }
        }
        return null;
    }

    /// <summary>What the other silo shows of an identity, where it is an active record.</summary>
    public static async Task<Answer?> Active(Session session, Resource resource, string identity, Sending how)
    {
        var found = await session.Find(resource, identity, how);
        return found is { Succeeded: true, Data: JsonObject record } && (resource.SoftDelete is null || session.IsActive(resource, record) == true) ? found : null;
    }
}

/// <summary>Two records of one identity.</summary>
/// <param name="Mine">The one in the silo of the key.</param>
/// <param name="How">How the other silo is asked.</param>
/// <param name="Theirs">What the other silo shows.</param>
internal sealed record Pair(Made Mine, Sending How, Answer Theirs);
