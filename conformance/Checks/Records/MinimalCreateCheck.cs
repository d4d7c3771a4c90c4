using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A create with the required fields alone.</summary>
internal sealed class MinimalCreateCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.MinimalCreate))]
    public async Task<Verdict> Judge()
    {
        var minimal = Without(await Input(), field => MayBeMissing(field), Resource);
        var answer = await Session.Create(Resource, minimal);
        if (answer.Outcome == Outcome.BadRequest && Resource.Fields.Any(field => MayBeDemanded(field)))
        {
            // Some fields are optional in one reading and required in another: with them it must succeed.
            minimal = Without(await Input(),
                field => MayBeMissing(field) && !MayBeDemanded(field), Resource);
            answer = await Session.Create(Resource, minimal);
        }
        if (answer.IsConflict)
        {
            // One record may be without a unique value, and there is one already.
            minimal = Without(await Input(), field => MayBeMissing(field)
                && !MayBeDemanded(field) && !Session.IsConflictOfUnset(Place.Of(Resource, field), answer), Resource);
            answer = await Session.Create(Resource, minimal);
        }
        return JudgeOutcome($"a create of {Resource} with {Describe.All(minimal.Select(member => member.Key))} alone", answer, (Outcome.Success, "accepted"));
    }

    private JsonObject Without(JsonObject input, Func<Field, bool> missing, Resource resource)
    {
        foreach (var field in resource.Fields)
        {
            if (missing(field))
                input.Remove(field.Name);
            else if (field.Link is { } link && input[field.Name] is JsonObject inner)
                Without(inner, candidate => !candidate.Required, Contract.Resource(link.Resource));
        }
        return input;
    }

    private bool MayBeMissing(Field field) => field.Link is { } link
        ? !Contract.Resource(link.Resource).Fields.Any(inner => inner.Required)
        : !field.Required && !OneOfMany(field);

    // Some fields may be missing, all of them not: the first one stays.
    private bool OneOfMany(Field field) =>
        Contract.Rule(Behaviors.AnyRequired, Place.Of(Resource))?.Arguments["fields"] is JsonArray fields
        && fields.FirstOrDefault()?.ToString() == field.Name;

    private bool MayBeDemanded(Field field) =>
        Contract.Tolerates(Behaviors.Optional, Place.Of(Resource, field), "required");
}
