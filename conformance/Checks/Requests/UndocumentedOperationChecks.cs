using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Operations that a resource does not have.</summary>
internal sealed class UndocumentedOperationChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.NoFind))]
    public async Task<Verdict> Find()
    {
        var list = await ReadAll();
        var identity = list.Records.FirstOrDefault() is { } first ? Session.IdentityOf(Resource, first, list) : "1";

        var answer = await Session.Raw("GET", $"{Collection()}/{identity}");
        if (answer.Outcome is Outcome.NotFound or Outcome.MethodNotAllowed)
            return Verdict.Saw("absent");
        return answer is { Succeeded: true, Data: JsonObject record } && Session.Is(Resource, record, identity)
            ? Verdict.Saw("offered")
            : Verdict.Broken($"a find of {Describe.Record(Resource, identity)}, which is not documented, answered with 404, 405 or the record",
                answer.Summary, answer.Exchange);
    }

    // Harmless wherever it should work after all: a create without values, an update without changes, a delete of nothing.
    [Judges(nameof(Behaviors.NoWrites))]
    public async Task<Verdict> Writes()
    {
        var path = Collection();
        (string Method, string Path)[] requests =
            [("POST", path), ("PUT", path), ("PUT", $"{path}/{UnknownIdentity}"), ("DELETE", $"{path}/{UnknownIdentity}")];

        var onPath = new List<Outcome>();
        // One that the contract leaves out is there all the same.
        foreach (var (method, at) in requests.Where(request => request.Path != path || !Contract.IsDeclared(path, request.Method)))
        {
            var answer = await Session.Raw(method, at, new Sending { RawBody = "", RawContentType = BodyWriter.FormType });
            if (answer.Outcome is not (Outcome.MethodNotAllowed or Outcome.NotFound))
                return Verdict.Broken($"{method} {at}, which is not documented, answered with 405 or 404", answer.Summary, answer.Exchange);
            if (at == path)
                onPath.Add(answer.Outcome);
        }
        // A path that does not exist is not found in either reading, so the list's own path decides.
        return Verdict.Saw(onPath.Contains(Outcome.NotFound) ? "not-found" : "method-not-allowed");
    }

    private string Collection() =>
        Contract.Operation(OperationKind.List, Resource)!.Path.Expand();
}
