using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Bodies that are cut off, that do not say what they are, or that lack the root element.</summary>
internal static class BrokenBodyChecks
{
    [Judges(nameof(Behaviors.BrokenBody))]
    public static Task<Verdict> Json(Rule rule, Session session) => CutOff(session, BodyForm.Json);

    [Judges(nameof(Behaviors.BrokenXml))]
    public static Task<Verdict> Xml(Rule rule, Session session) => CutOff(session, BodyForm.Xml);

    [Judges(nameof(Behaviors.UntypedBody))]
    public static async Task<Verdict> Untyped(Rule rule, Session session)
    {
        var resource = session.Subject();
        var input = await session.Input(resource);
        var answer = await session.Create(resource, [], new Sending { RawBody = Written(session, resource, input, BodyForm.Json).Body });
        return await Read(session, resource, input, answer, "a create with JSON text and no Content-Type", "not-read", null);
    }

    [Judges(nameof(Behaviors.RootRequired))]
    public static async Task<Verdict> WithoutRoot(Rule rule, Session session)
    {
        var resource = session.Subject();
        var input = await session.Input(resource);
        var (type, body) = Written(session, resource, input, BodyForm.Json);
        var fields = JsonText.Write(JsonText.Read(body)?[resource.One ?? throw new PreconditionException($"{resource} has no root element")]);
        var answer = await session.Create(resource, [], new Sending { RawBody = fields, RawContentType = type });
        return await Read(session, resource, input, answer, $"a create without the root element {resource.One}", "refused", "accepted");
    }

    private static async Task<Verdict> CutOff(Session session, BodyForm form)
    {
        var resource = session.Subject();
        var made = await session.Make(resource);
        var before = await session.Look(made);
        var input = await session.Input(resource);
        var (type, body) = Written(session, resource, input, form);
        foreach (var cut in new[] { body[..(body.Length / 2)], body[..^1] })
        {
            var how = new Sending { RawBody = cut, RawContentType = type };
            foreach (var answer in (Answer[])[await session.Create(resource, [], how), await session.Update(resource, made.Identity, [], how)])
            {
                if (answer.Exchange.Status != 400)
                    return Verdict.Broken($"{answer.Exchange.Operation} with a body of type {type} that is cut off answered with 400", answer.Summary, answer.Exchange);
            }
        }
        var after = await session.Look(made);
        var changed = Differences.Between(session, resource, before.Record, after.Record).ToArray();
        return changed.Length > 0
            ? Verdict.Broken($"{Say.Record(made)} unchanged by bodies that were refused", Say.All(changed), after.Exchange)
            : await session.Trace(resource, input) ?? Verdict.Saw("bad-request");
    }

    private static async Task<Verdict> Read(
        Session session, Resource resource, JsonObject input, Answer answer, string request, string refused, string? accepted)
    {
        if (answer.Outcome == Outcome.BadRequest)
            return await session.Trace(resource, input) ?? Verdict.Saw(refused);
        var create = session.Contract.Operation(OperationKind.Create, resource)!;
        var expected = $"{request} answered with {Say.Outcome(session, Outcome.BadRequest)}{(accepted is null ? "" : " or success")}, as if nothing had been sent";
        if (!answer.Succeeded)
            return Verdict.Broken(expected, answer.Summary, answer.Exchange);
        if (await session.HasStored(resource, input, answer))
            return accepted is null ? Verdict.Broken(expected, $"success, and the values are stored: {answer.Summary}", answer.Exchange) : Verdict.Saw(accepted);
        // Where a create of nothing succeeds, so does this one.
        return session.Contract.Tolerates(Behaviors.EmptyCreate, Place.Of(create), "accepted")
            ? Verdict.Saw(refused)
            : Verdict.Broken(expected, $"success, and the values are not stored: {answer.Summary}", answer.Exchange);
    }

    private static (string ContentType, string Body) Written(Session session, Resource resource, JsonObject input, BodyForm form) =>
        BodyWriter.Write(session.Contract, resource, input, null, form);
}
