using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Requests and answers with nothing in them.</summary>
internal static class EmptyChecks
{
    [Judges(nameof(Behaviors.EmptyCreate))]
    public static async Task<Verdict> Create(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var input = await session.Input(resource);
        var readings = new HashSet<string>();
        foreach (var how in Nothings(session, resource, input))
        {
            var answer = await session.Call(operation, how: how);
            // Refused for its media type: nobody looked at what is in it.
            if (answer.Outcome == Outcome.UnsupportedMediaType && how.RawContentType == BodyWriter.JsonType
                && session.Contract.Tolerates(Behaviors.JsonBody, Place.Api, "refused"))
                continue;
            if (answer.Outcome == Outcome.UnsupportedMediaType && how.RawContentType != BodyWriter.JsonType
                && session.Contract.Tolerates(Behaviors.FormBody, Place.Api, "refused"))
                continue;
            var verdict = Readings.Judge(rule, $"{operation} with {(string.IsNullOrEmpty(how.RawBody) ? "no body" : how.RawBody)}", answer,
                (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
        }
        return await session.Trace(resource, input) ?? Verdict.Saw(readings.Contains("accepted") ? "accepted" : "refused");
    }

    [Judges(nameof(Behaviors.EmptyAnswer))]
    public static async Task<Verdict> Answer(Rule rule, Session session)
    {
        var (operation, _) = rule.OfOperation(session);
        foreach (var format in session.Contract.Formats)
        {
            var (answer, _) = await One(session, operation, format);
            if (!answer.Succeeded)
                return Verdict.Refused($"{operation} is answered {answer.Summary}");
            if (answer.Exchange.Body.Length > 0)
                return Verdict.Broken($"{operation} answered with success and no body", answer.Summary, answer.Exchange);
        }
        return Verdict.Saw("empty");
    }

    private static async Task<(Answer Answer, string Identity)> One(Session session, Operation operation, string format)
    {
        var resource = session.Contract.Resource(operation.Resource);
        var made = await session.Make(resource);
        var how = new Sending { Format = format };
        if (operation.Kind != OperationKind.Update)
            return (await session.Call(operation, made.Identity, how: how), made.Identity);
        var field = session.ChangeableBut(resource);
        return (await session.Call(operation, made.Identity, new JsonObject { [field.Name] = session.Fresh(resource, field) }, how), made.Identity);
    }

    private static IEnumerable<Sending> Nothings(Session session, Resource resource, JsonObject input)
    {
        yield return Sending.Default;
        yield return new Sending { RawBody = "", RawContentType = BodyWriter.FormType };
        yield return new Sending { RawBody = "", RawContentType = BodyWriter.JsonType };
        yield return new Sending { RawBody = "{}", RawContentType = BodyWriter.JsonType };
        if (resource.One is null || JsonText.Read(BodyWriter.Write(session.Contract, resource, input, null, BodyForm.Json).Body) is not JsonObject body)
            yield break;
        yield return new Sending { RawBody = JsonText.Write(new JsonObject { [resource.One] = new JsonObject() }), RawContentType = BodyWriter.JsonType };
        yield return new Sending { RawBody = JsonText.Write(new JsonObject { ["x_unheard_of"] = body[resource.One].Copy() }), RawContentType = BodyWriter.JsonType };
    }
}
