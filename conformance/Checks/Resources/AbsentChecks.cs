using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Operations that a resource does not have.</summary>
internal static class AbsentChecks
{
    [Judges(nameof(Behaviors.NoFind))]
    public static async Task<Verdict> Find(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var list = await session.LookAtAll(resource);
        var identity = list.Records.FirstOrDefault() is { } first ? Session.IdentityOf(resource, first, list) : "1";

        var answer = await session.Raw("GET", $"{Collection(session, resource)}/{identity}");
        if (answer.Outcome is Outcome.NotFound or Outcome.MethodNotAllowed)
            return Verdict.Saw("absent");
        return answer is { Succeeded: true, Data: JsonObject record } && Same.Text(session.Value(record, resource.Identity)) == identity
            ? Verdict.Saw("offered")
            : Verdict.Broken($"a find of {Say.Record(resource, identity)}, which is not documented, answered with 404, 405 or the record",
                answer.Summary, answer.Exchange);
    }

    // Harmless wherever it should work after all: a create without values, an update without changes, a delete of nothing.
    [Judges(nameof(Behaviors.NoWrites))]
    public static async Task<Verdict> Writes(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var path = Collection(session, resource);
        (string Method, string Path)[] requests =
            [("POST", path), ("PUT", path), ("PUT", $"{path}/{Records.NoIdentity}"), ("DELETE", $"{path}/{Records.NoIdentity}")];

        var onPath = new List<Outcome>();
        foreach (var (method, at) in requests)
        {
            var answer = await session.Raw(method, at, new Sending { RawBody = "", RawContentType = BodyWriter.FormType });
            if (answer.Outcome is not (Outcome.MethodNotAllowed or Outcome.NotFound))
                return Verdict.Broken($"{method} {at}, which is not documented, answered with 405 or 404", answer.Summary, answer.Exchange);
            if (at == path)
                onPath.Add(answer.Outcome);
        }
        // A path that does not exist is not found in either reading, so the list's own path decides.
        return Verdict.Saw(onPath.Contains(Outcome.NotFound) ? "not-found" : "method-not-allowed");
    }

    private static string Collection(Session session, Resource resource) =>
        session.Contract.Operation(OperationKind.List, resource)!.Path.Expand();
}
