using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Deletes on the way to something else.</summary>
internal static class Deletes
{
    /// <summary>Deletes a record.</summary>
    /// <exception cref="PreconditionException">The target refuses.</exception>
    public static Task<Answer> Gone(this Session session, Made made) => session.Gone(made.Resource, made.Identity);

    public static async Task<Answer> Gone(this Session session, Resource resource, string identity)
    {
        if (!session.Offers(OperationKind.Delete, resource))
            throw new PreconditionException($"{resource} cannot be deleted");
        var answer = await session.Delete(resource, identity);
        return answer.Succeeded
            ? answer
            : throw new PreconditionException($"deleting {Say.Record(resource, identity)} is answered {answer.Summary}") { Refusal = answer };
    }
}
