using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>All that answers show, documented or not.</summary>
internal static class LookingAround
{
    /// <summary>A record as finding it and as the list it stands in show it, where there are such operations.</summary>
    public static async Task<ImmutableArray<Answer>> Looks(this Session session, Made made)
    {
        var looks = ImmutableArray.CreateBuilder<Answer>();
        if (session.Offers(OperationKind.Find, made.Resource))
            looks.Add(await session.Look(made));
        if (session.Offers(OperationKind.List, made.Resource))
            looks.Add(await session.Beside(made));
        return looks.ToImmutable();
    }

    /// <summary>The list in which a record stands.</summary>
    /// <exception cref="PreconditionException">It does not work.</exception>
    public static async Task<Answer> Beside(this Session session, Made made)
    {
        var operation = session.Contract.Operation(OperationKind.List, made.Resource)
            ?? throw new PreconditionException($"nothing lists {made.Resource}");
        var list = await session.List(operation, new Sending { Parent = made.Parent });
        return list is { Succeeded: true, Data: JsonArray }
            ? list
            : throw new PreconditionException($"the list of {made.Resource} is answered {list.Summary}") { Refusal = list };
    }

    /// <summary>What records in an answer hold under one of a field's names, whether the answer is one that shows the field or not.</summary>
    public static IEnumerable<JsonNode?> Members(this Session session, Answer answer, Field field)
    {
        IEnumerable<JsonObject> records = answer.Data switch
        {
            JsonObject record => [record],
            JsonArray list => list.OfType<JsonObject>(),
            _ => [],
        };
        foreach (var record in records)
        {
            if (session.TryGet(record, field, out var value))
                yield return value;
        }
    }
}
