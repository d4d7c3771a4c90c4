using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a refusal says of the fields at fault.</summary>
internal sealed class ErrorDetailsCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.ErrorDetails))]
    public async Task<Verdict> Judge()
    {
        foreach (var resource in Contract.Resources)
        {
            var required = resource.Fields.FirstOrDefault(field => field is { Required: true, IsPlain: true });
            if (required is null || !Session.Offers(OperationKind.Create, resource))
                continue;
            var answer = await Session.Create(resource, await Session.InputWith(resource, required, null));
            if (answer.Outcome != Outcome.BadRequest)
                continue;
            return Verdict.Saw(answer.Data switch
            {
                JsonObject { Count: > 0 } => "fields",
                JsonArray { Count: 0 } => "empty-list",
                _ => "other",
            });
        }
        return Verdict.Unknown($"no create without a required field is answered with {Session.Word(Outcome.BadRequest)}");
    }
}
