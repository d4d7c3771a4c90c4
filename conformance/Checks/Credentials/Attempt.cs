using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>An operation tried under a credential that should not open it, and what it did all the same.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Effect">What shows that a refused request was carried out, or null.</param>
internal sealed record Attempt(Answer Answer, Verdict? Effect)
{
    public static async Task<Attempt> Of(Session session, Operation operation, Credential who)
    {
        var resource = session.Contract.Resource(operation.Resource);
        var how = new Sending { Who = who };
        switch (operation.Kind)
        {
            case OperationKind.List:
                return new Attempt(await session.Page(operation, how), null);
            case OperationKind.Find:
                var (_, identity) = await session.One(operation);
                return new Attempt(await session.Find(resource, identity!, who), null);
            case OperationKind.Create:
                var input = await session.Input(resource);
                var created = await session.Create(resource, input, how);
                return new Attempt(created, created.Refused ? await session.Trace(resource, input) : null);
            default:
                return await OnRecord(session, operation, resource, how);
        }
    }

    private static async Task<Attempt> OnRecord(Session session, Operation operation, Resource resource, Sending how)
    {
        var made = await session.Make(resource);
        var before = await session.Look(made);
        JsonObject? input = null;
        if (operation.Kind == OperationKind.Update)
        {
            var field = session.ChangeableBut(resource);
            input = new JsonObject { [field.Name] = session.Other(resource, field, session.Value(before.Record, field)) };
        }
        var answer = input is null
            ? await session.Call(operation, made.Identity, how: how)
            : await session.Update(resource, made.Identity, input, how);
        if (!answer.Refused)
            return new Attempt(answer, null);
        var after = await session.Look(made);
        var changed = Differences.Between(session, resource, before.Record, after.Record).ToArray();
        return new Attempt(answer, changed.Length == 0 ? null : Verdict.Broken(
            $"{Say.Record(made)} unchanged by a refused {operation.Method}", Say.All(changed), answer.Exchange, after.Exchange));
    }
}
