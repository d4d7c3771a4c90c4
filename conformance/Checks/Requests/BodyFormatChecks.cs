using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The formats of a request body.</summary>
internal sealed class BodyFormatChecks(Rule rule, Session session) : Check(rule, session)
{
    private static readonly Sending InJson = new() { Form = BodyForm.Json };

    [Judges(nameof(Behaviors.FormBody))]
    public async Task<Verdict> Form()
    {
        var readings = new HashSet<string>();
        foreach (var resource in Creatable())
        {
            var (answer, made, input) = await InForm(resource);
            if (!answer.Succeeded && !(answer.Outcome == Outcome.BadRequest && NeedsJson(resource)))
            {
                if (!await IsRefused(resource, answer))
                    return NoSuccess($"a create of {resource} with a form-encoded body", answer);
                readings.Add("refused");
                continue;
            }
            readings.Add("accepted");
            if (made is not null && await Lost(resource, input, answer, made) is { } lost)
                return lost;
            if (made is null || !Session.Offers(OperationKind.Update, resource))
                continue;
            var updated = await Session.Update(resource, made, Session.CompleteUpdate(resource), new Sending { Form = BodyForm.Flat });
            if (!updated.Succeeded)
                return NoSuccess($"an update of {resource} with a form-encoded body", updated);
        }
        return readings.Count == 0 ? Verdict.Unknown("the contract has no create") : Verdict.Saw(readings.Contains("refused") ? "refused" : "accepted");
    }

    [Judges(nameof(Behaviors.JsonBody))]
    public async Task<Verdict> Json()
    {
        var seen = new Dictionary<string, Exchange>();
        foreach (var resource in Creatable())
        {
            var input = await Session.Input(resource);
            foreach (var field in resource.Fields.Where(field => field is { Type: FieldType.Boolean, OnCreate: true } && field.Name != Contract.ActiveFlag(resource)))
                input[field.Name] = Session.JsonFlag(resource, field, !(FieldValue.Flag(field.Default) ?? false));
            var created = await Created(resource, input);
            // Where its parent cannot be made for want of JSON, the parent's own create has been judged already.
            if (created is null && seen.Count > 0)
                continue;
            created ??= await Session.Create(resource, input, InJson);
            if (await Taken(resource, input, created, null, seen) is { } broken)
                return broken;
            if (!created.Succeeded || !Session.Offers(OperationKind.Update, resource))
                continue;
            var identity = Session.IdentityOf(resource, created.Record, created);
            var changes = new JsonObject();
            foreach (var field in Session.Changeable(resource))
            {
                changes[field.Name] = field.Type == FieldType.Boolean
                    ? Session.JsonFlag(resource, field, !(FieldValue.Flag(input[field.Name]) ?? false))
                    : Session.OtherValue(resource, field, input[field.Name]);
            }
            var updated = await Session.Update(resource, identity, changes, new Sending { Form = BodyForm.Json });
            if (await Taken(resource, changes, updated, identity, seen) is { } lost)
                return lost;
        }
        if (seen.Count > 1)
            return Verdict.Broken("JSON bodies accepted by every create and update, or by none", "some accept them, some refuse them", [.. seen.Values]);
        return seen.Count == 0 ? Verdict.Unknown("the contract has no create") : Verdict.Saw(seen.Keys.First());
    }

    // A target may take JSON alone, where the document names no encoding.
    private async Task<bool> IsRefused(Resource resource, Answer inForm) =>
        inForm.Outcome is Outcome.UnsupportedMediaType or Outcome.BadRequest && Rule.Tolerates("refused")
        && (await Session.Create(resource, await Session.Input(resource), InJson)).Succeeded;

    private async Task<Answer?> Created(Resource resource, JsonObject input)
    {
        try
        {
            return await Session.Create(resource, input, InJson);
        }
        catch (PreconditionException)
        {
            return null;
        }
    }

    private async Task<Verdict?> Taken(Resource resource, JsonObject input, Answer answer, string? identity, Dictionary<string, Exchange> seen)
    {
        (Outcome, string)[] known = [(Outcome.Success, "accepted"), (Outcome.BadRequest, "refused"), (Outcome.UnsupportedMediaType, "refused")];
        if (answer.ReadingAmong(known) is not { } reading)
            return JudgeOutcome($"{answer.Exchange.Operation} with a JSON body", answer, known);
        seen.TryAdd(reading, answer.Exchange);
        return answer.Succeeded ? await Lost(resource, input, answer, identity ?? Session.IdentityOf(resource, answer.Record, answer)) : null;
    }

    private async Task<Verdict?> Lost(Resource resource, JsonObject input, Answer answer, string identity)
    {
        if (!Session.Offers(OperationKind.Find, resource))
            return null;
        var found = await Session.Read(resource, identity);
        foreach (var (name, sent) in input)
        {
            var field = resource.Field(name);
            if (!field.ShowsRecords() && Session.TryGet(found.Record, field, out var shown) && !Session.IsSame(field, shown, sent) && !MayBeIgnored(resource, field))
                return OtherValueShown($"{field} {Describe.Value(sent)}, as the body sent it", shown, answer.Exchange, found.Exchange);
        }
        return null;
    }

    private async Task<(Answer Answer, string? Identity, JsonObject Input)> InForm(Resource resource)
    {
        Answer answer = null!;
        var input = await Session.Input(resource);
        foreach (var form in (BodyForm[])[BodyForm.Flat, BodyForm.Brackets, BodyForm.JsonText])
        {
            answer = await Session.Create(resource, input, new Sending { Form = form });
            if (answer.Succeeded)
                return (answer, Session.IdentityOf(resource, answer.Record, answer), input);
            input = await Session.Input(resource);
        }
        return (answer, null, input);
    }

    private IEnumerable<Resource> Creatable() =>
        Contract.Resources.Where(resource => Session.Offers(OperationKind.Create, resource));

    // A form that is read, but in which the linked record has no place.
    private bool NeedsJson(Resource resource) =>
        resource.Fields.Any(field => Contract.Tolerates(Behaviors.LinkedInput, Place.Of(resource, field), "json-body"));

    private bool MayBeIgnored(Resource resource, Field field) =>
        new[] { Behaviors.RoundTrip, Behaviors.TextRoundTrip, Behaviors.RoundTripOnUpdate }
            .Any(behavior => Contract.Tolerates(behavior, Place.Of(resource, field), "ignored"));
}
