using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>An operation requested with a credential that must not be accepted, and what it did all the same.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Effect">What shows that a refused request was carried out, or null.</param>
internal sealed record CredentialAttempt(Answer Answer, Verdict? Effect)
{
    public static async Task<CredentialAttempt> Of(Session session, Operation operation, Credential who)
    {
        var resource = session.Contract.Resource(operation.Resource);
        var how = new Sending { Who = who };
        switch (operation.Kind)
        {
            case OperationKind.List:
                return new CredentialAttempt(await session.Page(operation, how), null);
            case OperationKind.Find:
                var (_, identity) = await session.Perform(operation);
                return new CredentialAttempt(await session.Find(resource, identity!, who), null);
            case OperationKind.Create:
                var input = await session.Input(resource);
                var created = await session.Create(resource, input, how);
                return new CredentialAttempt(created, created.Refused ? await session.StoredDespiteRefusal(resource, input) : null);
            default:
                return await OnRecord(session, operation, resource, how);
        }
    }

    private static async Task<CredentialAttempt> OnRecord(Session session, Operation operation, Resource resource, Sending how)
    {
        var made = await session.Make(resource);
        var before = await session.Read(made);
        JsonObject? input = null;
        if (operation.Kind == OperationKind.Update)
        {
            var field = session.OtherChangeable(resource);
            input = new JsonObject { [field.Name] = session.OtherValue(resource, field, session.Value(before.Record, field)) };
        }
        var answer = input is null
            ? await session.Call(operation, made.Identity, how: how)
            : await session.Update(operation, made.Identity, input, how);
        if (!answer.Refused)
            return new CredentialAttempt(answer, null);
        var after = await session.Read(made);
        var changed = session.Differences(resource, before.Record, after.Record).ToArray();
        return new CredentialAttempt(answer, changed.Length == 0 ? null : Verdict.Broken(
            $"{made} unchanged by a refused {operation.Method}", Describe.All(changed), answer.Exchange, after.Exchange));
    }
}
