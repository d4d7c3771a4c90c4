using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Bodies that are cut off, that do not say what they are, or that lack the root element.</summary>
internal sealed class BrokenBodyChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.BrokenBody))]
    public Task<Verdict> Json() => CutOff(BodyForm.Json);

    [Judges(nameof(Behaviors.BrokenXml))]
    public Task<Verdict> Xml() => CutOff(BodyForm.Xml);

    [Judges(nameof(Behaviors.UntypedBody))]
    public async Task<Verdict> Untyped()
    {
        var resource = Session.WritableResource();
        var input = await Session.Input(resource);
        var answer = await Session.Create(resource, [], new Sending { RawBody = Written(resource, input, BodyForm.Json).Body });
        return await Read(resource, input, answer, "a create with JSON text and no Content-Type", "not-read", null);
    }

    [Judges(nameof(Behaviors.RootRequired))]
    public async Task<Verdict> WithoutRoot()
    {
        var resource = Session.WritableResource();
        var input = await Session.Input(resource);
        var (type, body) = Written(resource, input, BodyForm.Json);
        var fields = JsonText.Write(JsonText.Read(body)?[resource.One ?? throw new PreconditionException($"{resource} has no root element")]);
        var answer = await Session.Create(resource, [], new Sending { RawBody = fields, RawContentType = type });
        return await Read(resource, input, answer, $"a create without the root element {resource.One}", "refused", "accepted");
    }

    private async Task<Verdict> CutOff(BodyForm form)
    {
        var resource = Session.WritableResource();
        var made = await Session.Make(resource);
        var before = await Read(made);
        var input = await Session.Input(resource);
        var (type, body) = Written(resource, input, form);
        foreach (var cut in new[] { body[..(body.Length / 2)], body[..^1] })
        {
            var how = new Sending { RawBody = cut, RawContentType = type };
            foreach (var answer in (Answer[])[await Session.Create(resource, [], how), await Session.Update(resource, made.Identity, [], how)])
            {
                if (answer.Exchange.Status != 400)
                    return Verdict.Broken($"{answer.Exchange.Operation} with a body of type {type} that is cut off answered with 400", answer.Summary, answer.Exchange);
            }
        }
        var after = await Read(made);
        var changed = Session.Differences(resource, before.Record, after.Record).ToArray();
        return changed.Length > 0
            ? Verdict.Broken($"{made} unchanged by bodies that were refused", Describe.All(changed), after.Exchange)
            : await Session.StoredDespiteRefusal(resource, input) ?? Verdict.Saw("bad-request");
    }

    private async Task<Verdict> Read(Resource resource, JsonObject input, Answer answer, string request, string refused, string? accepted)
    {
        if (answer.Outcome == Outcome.BadRequest)
            return await Session.StoredDespiteRefusal(resource, input) ?? Verdict.Saw(refused);
        var create = Contract.Operation(OperationKind.Create, resource)!;
        var expected = $"{request} answered with {Session.Word(Outcome.BadRequest)}{(accepted is null ? "" : " or success")}, as if nothing had been sent";
        if (!answer.Succeeded)
            return Verdict.Broken(expected, answer.Summary, answer.Exchange);
        if (Session.ShowsAny(resource, (await Session.Read(resource, Session.IdentityOf(resource, answer.Record, answer))).Record, Session.UniqueTexts(resource, input)))
            return accepted is null ? Verdict.Broken(expected, $"success, and the values are stored: {answer.Summary}", answer.Exchange) : Verdict.Saw(accepted);
        // Where a create of nothing succeeds, so does this one.
        return Contract.Tolerates(Behaviors.EmptyCreate, Place.Of(create), "accepted")
            ? Verdict.Saw(refused)
            : Verdict.Broken(expected, $"success, and the values are not stored: {answer.Summary}", answer.Exchange);
    }

    private (string ContentType, string Body) Written(Resource resource, JsonObject input, BodyForm form) =>
        BodyWriter.Write(Contract, resource, input, null, form);
}
