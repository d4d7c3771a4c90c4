using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The formats of a request body.</summary>
internal static class BodyChecks
{
    [Judges(nameof(Behaviors.FormBody))]
    public static async Task<Verdict> Form(Rule rule, Session session)
    {
        var readings = new HashSet<string>();
        foreach (var resource in Written(session))
        {
            var (answer, made, input) = await InForm(session, resource);
            if (!answer.Succeeded && !(answer.Outcome == Outcome.BadRequest && NeedsJson(session, resource)))
            {
                if (!await IsRefused(rule, session, resource, answer))
                    return Verdict.Broken($"a create of {resource} with a form-encoded body answered with success", answer.Summary, answer.Exchange);
                readings.Add("refused");
                continue;
            }
            readings.Add("accepted");
            if (made is not null && await Lost(session, resource, input, answer, made) is { } lost)
                return lost;
            if (made is null || !session.Offers(OperationKind.Update, resource))
                continue;
            var updated = await session.Update(resource, made, session.CompleteUpdate(resource), new Sending { Form = BodyForm.Flat });
            if (!updated.Succeeded)
                return Verdict.Broken($"an update of {resource} with a form-encoded body answered with success", updated.Summary, updated.Exchange);
        }
        return readings.Count == 0 ? Verdict.Unknown("the contract has no create") : Verdict.Saw(readings.Contains("refused") ? "refused" : "accepted");
    }

    // A target may speak JSON alone, where the document names no encoding.
    private static async Task<bool> IsRefused(Rule rule, Session session, Resource resource, Answer inForm) =>
        inForm.Outcome is Outcome.UnsupportedMediaType or Outcome.BadRequest && rule.Readings.Any(mode => mode.Name == "refused")
        && (await session.Create(resource, await session.Input(resource), InJson)).Succeeded;

    [Judges(nameof(Behaviors.JsonBody))]
    public static async Task<Verdict> Json(Rule rule, Session session)
    {
        var seen = new Dictionary<string, Exchange>();
        foreach (var resource in Written(session))
        {
            var input = await session.Input(resource);
            foreach (var field in resource.Fields.Where(field => field is { Type: FieldType.Boolean, OnCreate: true } && field.Name != session.Contract.ActiveFlag(resource)))
                input[field.Name] = session.Native(resource, field, !(Same.Flag(field.Default) ?? false));
            var created = await Created(session, resource, input);
            // Where its parent cannot be made for want of JSON, the parent's own create has told already.
            if (created is null && seen.Count > 0)
                continue;
            created ??= await session.Create(resource, input, InJson);
            if (await Taken(rule, session, resource, input, created, null, seen) is { } broken)
                return broken;
            if (!created.Succeeded || !session.Offers(OperationKind.Update, resource))
                continue;
            var identity = Session.IdentityOf(resource, created.Record, created);
            var changes = new JsonObject();
            foreach (var field in session.Changeable(resource))
            {
                changes[field.Name] = field.Type == FieldType.Boolean
                    ? session.Native(resource, field, !(Same.Flag(input[field.Name]) ?? false))
                    : session.Other(resource, field, input[field.Name]);
            }
            var updated = await session.Update(resource, identity, changes, new Sending { Form = BodyForm.Json });
            if (await Taken(rule, session, resource, changes, updated, identity, seen) is { } lost)
                return lost;
        }
        if (seen.Count > 1)
            return Verdict.Broken("JSON bodies accepted by every create and update, or by none", "some accept them, some refuse them", [.. seen.Values]);
        return seen.Count == 0 ? Verdict.Unknown("the contract has no create") : Verdict.Saw(seen.Keys.First());
    }

    private static readonly Sending InJson = new() { Form = BodyForm.Json };

    private static async Task<Answer?> Created(Session session, Resource resource, JsonObject input)
    {
        try
        {
            return await session.Create(resource, input, InJson);
        }
        catch (PreconditionException)
        {
            return null;
        }
    }

    private static async Task<Verdict?> Taken(
        Rule rule, Session session, Resource resource, JsonObject input, Answer answer, string? identity, Dictionary<string, Exchange> seen)
    {
        (Outcome, string)[] known = [(Outcome.Success, "accepted"), (Outcome.BadRequest, "refused"), (Outcome.UnsupportedMediaType, "refused")];
        if (Readings.Of(answer, known) is not { } reading)
            return Readings.Judge(rule, $"{answer.Exchange.Operation} with a JSON body", answer, known);
        seen.TryAdd(reading, answer.Exchange);
        return answer.Succeeded ? await Lost(session, resource, input, answer, identity ?? Session.IdentityOf(resource, answer.Record, answer)) : null;
    }

    private static async Task<Verdict?> Lost(Session session, Resource resource, JsonObject input, Answer answer, string identity)
    {
        if (!session.Offers(OperationKind.Find, resource))
            return null;
        var found = await session.Look(resource, identity);
        foreach (var (name, sent) in input)
        {
            var field = resource.Field(name);
            if (!field.ShowsRecords() && session.TryGet(found.Record, field, out var shown) && !Same.Value(session, field, shown, sent) && !MayBeIgnored(session, resource, field))
                return Verdict.Broken($"{field} {Say.Value(sent)}, as the body sent it", $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange);
        }
        return null;
    }

    private static async Task<(Answer Answer, string? Identity, JsonObject Input)> InForm(Session session, Resource resource)
    {
        Answer answer = null!;
        var input = await session.Input(resource);
        foreach (var form in (BodyForm[])[BodyForm.Flat, BodyForm.Brackets, BodyForm.JsonText])
        {
            answer = await session.Create(resource, input, new Sending { Form = form });
            if (answer.Succeeded)
                return (answer, Session.IdentityOf(resource, answer.Record, answer), input);
            input = await session.Input(resource);
        }
        return (answer, null, input);
    }

    private static IEnumerable<Resource> Written(Session session) =>
        session.Contract.Resources.Where(resource => session.Offers(OperationKind.Create, resource));

    // A form that is read, but in which the linked record has no place.
    private static bool NeedsJson(Session session, Resource resource) =>
        resource.Fields.Any(field => session.Contract.Tolerates(Behaviors.LinkedInput, Place.Of(resource, field), "json-body"));

    private static bool MayBeIgnored(Session session, Resource resource, Field field) =>
        new[] { Behaviors.RoundTrip, Behaviors.TextRoundTrip, Behaviors.RoundTripOnUpdate }
            .Any(behavior => session.Contract.Tolerates(behavior, Place.Of(resource, field), "ignored"));
}
