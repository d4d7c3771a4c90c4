using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Values that a create and an update must refuse, leaving everything as it was.</summary>
internal static class Refusals
{
    /// <summary>What is wrong with the way in which a value is refused, on create and on update; null if nothing is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">A value that it does not take.</param>
    /// <param name="what">The value in words: "a text of 65 characters".</param>
    public static async Task<Verdict?> NotRefused(this Session session, Resource resource, Field field, JsonNode value, string what)
    {
        if (field.OnCreate && session.Offers(OperationKind.Create, resource))
        {
            var trial = await Trial.Of(session, resource, field, value);
            if (trial.Answer.Outcome != Outcome.BadRequest)
                return Taken(session, $"a create of {resource} with {field} {what}", trial.Answer);
            if (await session.Trace(resource, trial.Input) is { } stored)
                return stored;
        }
        if (!field.OnUpdate || !session.Offers(OperationKind.Update, resource))
            return null;
        var made = await session.Make(resource);
        var before = await session.Look(made);
        var answer = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = value.Copy() });
        return answer.Outcome != Outcome.BadRequest
            ? Taken(session, $"an update of {Say.Record(made)} with {field} {what}", answer)
            : await session.Changed(made, before, answer);
    }

    /// <summary>What shows that a refused update has changed something after all, or null.</summary>
    public static async Task<Verdict?> Changed(this Session session, Made made, Answer before, Answer refused)
    {
        var after = await session.Look(made);
        var changed = Differences.Between(session, made.Resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? null
            : Verdict.Broken($"{Say.Record(made)} unchanged by an update that was refused", Say.All(changed),
                before.Exchange, refused.Exchange, after.Exchange);
    }

    private static Verdict Taken(Session session, string request, Answer answer) =>
        Verdict.Broken($"{request} answered with {Say.Outcome(session, Outcome.BadRequest)}", answer.Summary, answer.Exchange);
}
