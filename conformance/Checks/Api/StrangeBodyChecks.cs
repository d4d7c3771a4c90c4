using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Bodies that a server must refuse without harm, and values of a wrong type.</summary>
internal sealed class StrangeBodyChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.MalformedBody))]
    public async Task<Verdict> Malformed()
    {
        var resource = Written();
        var field = FirstText(resource);
        var made = await Session.Make(resource);
        var before = await Session.Look(made);
        var reading = "refused";
        foreach (var body in (string[])[$"{{\"{field.InputName}\": \"{Session.Tag}", Strange.BrokenJson, Strange.Nested(field.InputName)])
        {
            var how = new Sending { RawBody = body, RawContentType = BodyWriter.JsonType };
            var (updated, created) = (await Session.Update(resource, made.Identity, [], how), await Session.Create(resource, [], how));
            if (updated.Succeeded)
                reading = "not-read";
            var wrong = !created.Refused ? created : updated.Succeeded || updated.Refused ? null : updated;
            if (wrong is not null)
                return Verdict.Broken($"{wrong.Exchange.Operation} with JSON that is broken or {Strange.Deep} levels deep refused", wrong.Summary, wrong.Exchange);
        }
        var after = await Session.Look(made);
        var changed = Differences.Unwanted(Session, resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{Say.Record(made)} unchanged by bodies that cannot be read", Say.All(changed), after.Exchange);
    }

    [Judges(nameof(Behaviors.UnknownMediaType))]
    public async Task<Verdict> UnknownMediaType()
    {
        var resource = Written();
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
        return await Session.Trace(resource, input) ?? Verdict.Saw("refused");
    }

    [Judges(nameof(Behaviors.WrongType))]
    public async Task<Verdict> WrongType()
    {
        var resource = Written();
        var field = FirstText(resource);
        var reading = "refused";
        foreach (var wrong in (JsonNode[])[new JsonObject { ["a"] = "b" }, new JsonArray("a", "b")])
        {
            var answer = await Session.Create(resource, await Session.InputWith(resource, field, wrong), new Sending { Form = BodyForm.Json });
            if (answer.Refused)
                continue;
            if (!answer.Succeeded)
                return Verdict.Broken($"a create of {resource} with {field} {Say.Value(wrong)} refused, or the value turned into text", answer.Summary, answer.Exchange);
            var found = await Session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
            var shown = Session.Value(found.Record, field);
            if (shown is JsonObject or JsonArray)
                return Verdict.Broken($"{field} a text, or refused", $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange);
            reading = "coerced";
        }
        return Verdict.Saw(reading);
    }

    [Judges(nameof(Behaviors.UnknownParameter))]
    public async Task<Verdict> UnknownParameter()
    {
        const string name = "x_unheard_of";
        var resource = Written();
        var extra = new Sending { Extra = new JsonObject { [name] = "1" } };
        var made = await Session.Make(resource);
        var field = Session.ChangeableBut(resource);
        Answer[] answers =
        [
            await Session.Create(resource, await Session.Input(resource), extra),
            await Session.Update(resource, made.Identity, new JsonObject { [field.Name] = Session.Fresh(resource, field) }, extra),
            await Session.Call(Contract.Operation(OperationKind.Find, resource)!, made.Identity, how: new Sending { Query = $"{name}=1" }),
            await Session.Page(Contract.ListOf(resource)!, new Sending { Query = $"{name}=1" }),
        ];
        if (Array.Find(answers, answer => !answer.Succeeded && !answer.Refused) is { } failed)
            return Verdict.Broken($"{failed.Exchange.Operation} with the unknown parameter {name} answered, or refused", failed.Summary, failed.Exchange);
        // What a create stored need not be in its answer.
        var shown = answers[0].Succeeded ? [.. answers, await Session.Look(resource, Session.IdentityOf(resource, answers[0].Record, answers[0])), await Session.Look(made)] : answers;
        if (shown.Any(answer => answer is { Succeeded: true, Data: JsonObject record } && record.ContainsKey(name)))
            return Verdict.Saw("stored");
        return Verdict.Saw(answers.Any(answer => answer.Refused) ? "refused" : "ignored");
    }

    [Judges(nameof(Behaviors.OtherMethods))]
    public async Task<Verdict> OtherMethods()
    {
        var resource = Written();
        var made = await Session.Make(resource);
        var path = await Session.PathOf(Contract.Operation(OperationKind.Find, resource)!, made.Identity);
        var answer = await Session.Raw("PATCH", path, new Sending { RawBody = "", RawContentType = BodyWriter.FormType });
        if (answer.Exchange.Status >= 500)
            return Verdict.Broken($"PATCH {path} answered with a status below 500", answer.Summary, answer.Exchange);
        return Verdict.Saw(Readings.Of(answer, (Outcome.MethodNotAllowed, "method-not-allowed"), (Outcome.NotFound, "not-found")) ?? "other");
    }

    /// <exception cref="PreconditionException">The contract has none that can be written, changed and found.</exception>
    private Resource Written() =>
        Contract.Resources.Where(resource => Session.Offers(OperationKind.Create, resource) && Session.Offers(OperationKind.Update, resource)
                && Session.Offers(OperationKind.Find, resource) && Session.Offers(OperationKind.List, resource))
            // Rather one whose fields show nothing of other records.
            .MinBy(resource => resource.Fields.Count(field => field.ShowsRecords()))
        ?? throw new PreconditionException("no resource can be created, updated and found");

    private static Field FirstText(Resource resource) =>
        resource.Fields.FirstOrDefault(field => field is { Type: FieldType.Text, OnCreate: true, IsClosed: false })
        ?? throw new PreconditionException($"{resource} has no text field");
}
