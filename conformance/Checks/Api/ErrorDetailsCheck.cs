using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a refusal says of the fields at fault.</summary>
internal static class ErrorDetailsCheck
{
    [Judges(nameof(Behaviors.ErrorDetails))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        foreach (var resource in session.Contract.Resources)
        {
            var required = resource.Fields.FirstOrDefault(field => field is { Required: true, IsPlain: true });
            if (required is null || !session.Offers(OperationKind.Create, resource))
                continue;
            var answer = await session.Create(resource, await session.InputWith(resource, required, null));
            if (answer.Outcome != Outcome.BadRequest)
                continue;
            return Verdict.Saw(answer.Data switch
            {
                JsonObject { Count: > 0 } => "fields",
                JsonArray { Count: 0 } => "empty-list",
                _ => "other",
            });
        }
        return Verdict.Unknown($"no create without a required field is answered with {session.Word(Outcome.BadRequest)}");
    }
}
