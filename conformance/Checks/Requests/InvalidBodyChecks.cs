using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Bodies that a server must refuse without harm, and values of a wrong type.</summary>
internal sealed class InvalidBodyChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.MalformedBody))]
    public async Task<Verdict> Malformed()
    {
        var resource = Session.PlainResource();
        var field = FirstText(resource);
        var made = await Session.Make(resource);
        var before = await Read(made);
        var reading = "refused";
        foreach (var body in (string[])[$"{{\"{field.InputName}\": \"{Session.Tag}", UnusualRequests.BrokenJson, UnusualRequests.Nested(field.InputName)])
        {
            var how = new Sending { RawBody = body, RawContentType = BodyWriter.JsonType };
            var (updated, created) = (await Session.Update(resource, made.Identity, [], how), await Session.Create(resource, [], how));
            if (updated.Succeeded)
                reading = "not-read";
            var wrong = !created.Refused ? created : updated.Succeeded || updated.Refused ? null : updated;
            if (wrong is not null)
                return Verdict.Broken($"{wrong.Exchange.Operation} with JSON that is broken or {UnusualRequests.Deep} levels deep refused", wrong.Summary, wrong.Exchange);
        }
        var after = await Read(made);
        var changed = Session.UnwantedDifferences(resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{made} unchanged by bodies that cannot be read", Describe.All(changed), after.Exchange);
    }

    [Judges(nameof(Behaviors.UnknownMediaType))]
    public async Task<Verdict> UnknownMediaType()
    {
        var resource = Session.PlainResource();
        var input = await Session.Input(resource);
        // Each in a body that would be taken under its own name.
        (string Type, BodyForm Form)[] unknown = Contract.Formats.Contains("xml")
            ? [("text/plain", BodyForm.Flat), ("text/plain", BodyForm.Json), ("application/x-unheard-of", BodyForm.Json)]
            : [("text/plain", BodyForm.Flat), (BodyWriter.XmlType, BodyForm.Xml)];
        foreach (var (type, form) in unknown)
        {
            var (_, body) = BodyWriter.Write(Contract, resource, input, null, form);
            var answer = await Session.Create(resource, [], new Sending { RawBody = body, RawContentType = type });
            if (!answer.Refused)
                return Verdict.Broken($"a create of {resource} with a body of type {type} refused", answer.Summary, answer.Exchange);
        }
        return await Session.StoredDespiteRefusal(resource, input) ?? Verdict.Saw("refused");
    }

    [Judges(nameof(Behaviors.WrongType))]
    public async Task<Verdict> WrongType()
    {
        var resource = Session.PlainResource();
        var field = FirstText(resource);
        var reading = "refused";
        foreach (var wrong in (JsonNode[])[new JsonObject { ["a"] = "b" }, new JsonArray("a", "b")])
        {
            var answer = await Session.Create(resource, await Session.InputWith(resource, field, wrong), new Sending { Form = BodyForm.Json });
            if (answer.Refused)
                continue;
            if (!answer.Succeeded)
                return Verdict.Broken($"a create of {resource} with {field} {Describe.Value(wrong)} refused, or the value turned into text", answer.Summary, answer.Exchange);
            var found = await Session.Read(resource, Session.IdentityOf(resource, answer.Record, answer));
            var shown = Session.Value(found.Record, field);
            if (shown is JsonObject or JsonArray)
                return OtherValueShown($"{field} a text, or refused", shown, answer.Exchange, found.Exchange);
            reading = "coerced";
        }
        return Verdict.Saw(reading);
    }

    [Judges(nameof(Behaviors.UnknownParameter))]
    public async Task<Verdict> UnknownParameter()
    {
        const string name = "x_unheard_of";
        var resource = Session.PlainResource();
        var extra = new Sending { Extra = new JsonObject { [name] = "1" } };
        var made = await Session.Make(resource);
        var field = Session.OtherChangeable(resource);
        var list = Contract.ListOf(resource)!;
        Answer[] answers =
        [
            await Session.Create(resource, await Session.Input(resource), extra),
            await Session.Update(resource, made.Identity, new JsonObject { [field.Name] = Session.Fresh(resource, field) }, extra),
            await Session.Call(Contract.Operation(OperationKind.Find, resource)!, made.Identity, how: new Sending { Query = $"{name}=1" }),
            // What a list that can be queried does with one is a rule of its own.
            .. list.Query is null ? [await Session.Page(list, new Sending { Query = $"{name}=1" })] : Array.Empty<Answer>(),
        ];
        if (Array.Find(answers, answer => !answer.Succeeded && !answer.Refused) is { } failed)
            return Verdict.Broken($"{failed.Exchange.Operation} with the unknown parameter {name} answered, or refused", failed.Summary, failed.Exchange);
        // What a create stored need not be in its answer.
        var shown = answers[0].Succeeded ? [.. answers, await Session.Read(resource, Session.IdentityOf(resource, answers[0].Record, answers[0])), await Read(made)] : answers;
        if (shown.Any(answer => answer is { Succeeded: true, Data: JsonObject record } && record.ContainsKey(name)))
            return Verdict.Saw("stored");
        return Verdict.Saw(answers.Any(answer => answer.Refused) ? "refused" : "ignored");
    }

    private static Field FirstText(Resource resource) =>
        resource.Fields.FirstOrDefault(field => field is { Type: FieldType.Text, OnCreate: true, IsClosed: false })
        ?? throw new PreconditionException($"{resource} has no text field");
}
