using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A create with the required fields alone.</summary>
internal static class MinimalCheck
{
    [Judges(nameof(Behaviors.MinimalCreate))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (_, resource) = rule.OfOperation(session);
        var minimal = Without(await session.Input(resource), field => MayBeMissing(session, resource, field), session, resource);
        var answer = await session.Create(resource, minimal);
        if (answer.Outcome == Outcome.BadRequest && resource.Fields.Any(field => MayBeDemanded(session, resource, field)))
        {
            // Some fields are optional in one reading and required in another: with them it must succeed.
            minimal = Without(await session.Input(resource),
                field => MayBeMissing(session, resource, field) && !MayBeDemanded(session, resource, field), session, resource);
            answer = await session.Create(resource, minimal);
        }
        if (answer.Outcome == Outcome.Conflict)
        {
            // One record may be without a unique value, and there is one already.
            minimal = Without(await session.Input(resource), field => MayBeMissing(session, resource, field)
                && !MayBeDemanded(session, resource, field) && !session.IsOnlyOneUnset(Place.Of(resource, field), answer), session, resource);
            answer = await session.Create(resource, minimal);
        }
        return Readings.Judge(rule, $"a create of {resource} with {Say.All(minimal.Select(member => member.Key))} alone",
            answer, (Outcome.Success, "accepted"));
    }

    private static JsonObject Without(JsonObject input, Func<Field, bool> missing, Session session, Resource resource)
    {
        foreach (var field in resource.Fields)
        {
            if (missing(field))
                input.Remove(field.Name);
            else if (field.Link is { } link && input[field.Name] is JsonObject inner)
                Without(inner, candidate => !candidate.Required, session, session.Contract.Resource(link.Resource));
        }
        return input;
    }

    private static bool MayBeMissing(Session session, Resource resource, Field field) => field.Link is { } link
        ? !session.Contract.Resource(link.Resource).Fields.Any(inner => inner.Required)
        : !field.Required && !OneOfMany(session, resource, field);

    // Some fields may be missing, all of them not: the first one stays.
    private static bool OneOfMany(Session session, Resource resource, Field field) =>
        session.Contract.Rule(Behaviors.AnyRequired, Place.Of(resource))?.Arguments["fields"] is JsonArray fields
        && fields.FirstOrDefault()?.ToString() == field.Name;

    private static bool MayBeDemanded(Session session, Resource resource, Field field) =>
        session.Contract.Tolerates(Behaviors.Optional, Place.Of(resource, field), "required");
}
