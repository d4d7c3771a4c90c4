using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Methods that HTTP has and the document does not name.</summary>
internal sealed class MethodChecks(Rule rule, Session session) : Check(rule, session)
{
    private const string Override = "X-HTTP-Method-Override";

    // Without values they do no harm to a record where they should work after all.
    private static readonly string[] Harmless = ["PATCH", "PUT", "POST"];

    [Judges(nameof(Behaviors.Head))]
    public async Task<Verdict> Head()
    {
        foreach (var (operation, identity) in await Session.ReadOperations())
        {
            var get = await Session.Call(operation, identity);
            var head = await Session.Call(operation, identity, how: new Sending { Method = "HEAD" });
            var same = head.Exchange.Status == get.Exchange.Status && head.Exchange.Body.Length == 0 && Type(head) == Type(get);
            if (!same)
            {
                return Verdict.Broken($"HEAD {operation.Path} answered as GET is: {get.Exchange.Status} with Content-Type {Type(get)}, and no body",
                    $"{head.Summary} with Content-Type {Type(head)}", get.Exchange, head.Exchange);
            }
        }
        return Verdict.Saw("as-get");
    }

    [Judges(nameof(Behaviors.Patch))]
    public Task<Verdict> Patch() =>
        Updates(new Sending { Method = "PATCH" }, "PATCH", Rule.Behavior.Mode("not-found")?.Name);

    [Judges(nameof(Behaviors.MethodOverride))]
    public Task<Verdict> Overridden() =>
        Updates(new Sending { Method = "POST", Headers = [KeyValuePair.Create(Override, "PUT")] }, $"POST with {Override}: PUT", null);

    [Judges(nameof(Behaviors.UnroutedMethod))]
    public async Task<Verdict> Unrouted()
    {
        var resource = Session.WritableResource();
        var made = await Session.Make(resource);
        var (list, find) = (Contract.ListOf(resource)!, Contract.Operation(OperationKind.Find, resource)!);
        // Nothing that could do harm where it should work after all.
        (Operation Path, string Method)[] requests = [(list, "OPTIONS"), (find, "OPTIONS"), (list, "PUT"), (find, "POST")];
        foreach (var (path, method) in requests.Where(request => !Contract.IsDeclared(request.Path.Path.Text, request.Method)))
        {
            var how = new Sending { Method = method };
            if (method != "OPTIONS")
                how = how with { RawBody = "{}", RawContentType = BodyWriter.JsonType };
            var answer = await Session.Call(path, path == find ? made.Identity : null, how: how);
            var says = answer.Exchange.Json is JsonObject body && FieldValue.Integer(body["status"]) == 404 && body.ContainsKey("error");
            if (answer.Outcome != Outcome.NotFound || !says)
                return Verdict.Broken($"{method} {path.Path} answered with 404 and an object of status and error", answer.Summary, answer.Exchange);
        }
        return Verdict.Saw("not-found");
    }

    [Judges(nameof(Behaviors.OtherMethods))]
    public async Task<Verdict> OtherMethods()
    {
        var resource = Session.PlainResource();
        var made = await Session.Make(resource);
        var find = Contract.Operation(OperationKind.Find, resource)!;
        var path = await Session.PathOf(find, made.Identity);
        var method = Harmless.FirstOrDefault(method => !Contract.IsDeclared(find.Path.Text, method))
            ?? throw new PreconditionException($"{find.Path} has every method that could be tried");
        var answer = await Session.Raw(method, path, new Sending { RawBody = "", RawContentType = BodyWriter.FormType });
        if (answer.Exchange.Status >= 500)
            return Verdict.Broken($"{method} {path} answered with a status below 500", answer.Summary, answer.Exchange);
        return Verdict.Saw(answer.ReadingAmong((Outcome.MethodNotAllowed, "method-not-allowed"), (Outcome.NotFound, "not-found")) ?? "other");
    }

    private async Task<Verdict> Updates(Sending how, string what, string? notFound)
    {
        var resource = Session.WritableResource();
        var field = Session.OtherChangeable(resource);
        var made = await Session.Make(resource);
        var before = await Read(made);
        var value = Session.OtherValue(resource, field, Session.Value(before.Record, field));
        var answer = await Session.Update(resource, made.Identity, new JsonObject { [field.Name] = value.Copy() }, how);
        var after = await Read(made);
        if (answer.Succeeded && Session.IsSame(field, Session.Value(after.Record, field), value))
            return Verdict.Saw("updates");
        if (answer.Outcome == Outcome.NotFound && notFound is not null && !Session.Differences(resource, before.Record, after.Record).Any())
            return Verdict.Saw(notFound);
        return Verdict.Broken($"{what} of {made} answered with success, and {field} {Describe.Value(value)} from then on{(notFound is null ? "" : "; or with 404")}",
            $"{answer.Summary}; {field} is {Describe.Value(Session.Value(after.Record, field))}", answer.Exchange, after.Exchange);
    }

    private static string Type(Answer answer) => answer.Exchange.Headers.GetValueOrDefault("content-type", "").Split(';')[0].Trim();
}
