using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Requests and answers with nothing in them.</summary>
internal sealed class EmptyChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.EmptyCreate))]
    public async Task<Verdict> Create()
    {
        var input = await Session.Input(Resource);
        var readings = new HashSet<string>();
        foreach (var how in Nothings(input))
        {
            var answer = await Session.Call(Operation, how: how);
            // Refused for its media type: nobody looked at what is in it.
            if (answer.Outcome == Outcome.UnsupportedMediaType && how.RawContentType == BodyWriter.JsonType
                && Contract.Tolerates(Behaviors.JsonBody, Place.Api, "refused"))
                continue;
            if (answer.Outcome == Outcome.UnsupportedMediaType && how.RawContentType != BodyWriter.JsonType
                && Contract.Tolerates(Behaviors.FormBody, Place.Api, "refused"))
                continue;
            var verdict = Readings.Judge(Rule, $"{Operation} with {(string.IsNullOrEmpty(how.RawBody) ? "no body" : how.RawBody)}", answer,
                (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
        }
        return await Session.Trace(Resource, input) ?? Verdict.Saw(readings.Contains("accepted") ? "accepted" : "refused");
    }

    [Judges(nameof(Behaviors.EmptyAnswer))]
    public async Task<Verdict> Answer()
    {
        foreach (var format in Contract.Formats)
        {
            var (answer, _) = await One(format);
            if (!answer.Succeeded)
                return Verdict.Refused($"{Operation} is answered {answer.Summary}");
            if (answer.Exchange.Body.Length > 0)
                return Verdict.Broken($"{Operation} answered with success and no body", answer.Summary, answer.Exchange);
        }
        return Verdict.Saw("empty");
    }

    private async Task<(Answer Answer, string Identity)> One(string format)
    {
        var resource = Contract.Resource(Operation.Resource);
        var made = await Session.Make(resource);
        var how = new Sending { Format = format };
        if (Operation.Kind != OperationKind.Update)
            return (await Session.Call(Operation, made.Identity, how: how), made.Identity);
        var field = Session.ChangeableBut(resource);
        return (await Session.Call(Operation, made.Identity, new JsonObject { [field.Name] = Session.Fresh(resource, field) }, how), made.Identity);
    }

    private IEnumerable<Sending> Nothings(JsonObject input)
    {
        yield return Sending.Default;
        yield return new Sending { RawBody = "", RawContentType = BodyWriter.FormType };
        yield return new Sending { RawBody = "", RawContentType = BodyWriter.JsonType };
        yield return new Sending { RawBody = "{}", RawContentType = BodyWriter.JsonType };
        if (Resource.One is null || JsonText.Read(BodyWriter.Write(Contract, Resource, input, null, BodyForm.Json).Body) is not JsonObject body)
            yield break;
        yield return new Sending { RawBody = JsonText.Write(new JsonObject { [Resource.One] = new JsonObject() }), RawContentType = BodyWriter.JsonType };
        yield return new Sending { RawBody = JsonText.Write(new JsonObject { ["x_unheard_of"] = body[Resource.One].Copy() }), RawContentType = BodyWriter.JsonType };
    }
}
