using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Creates with nothing in their body.</summary>
internal sealed class EmptyBodyChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.EmptyCreate))]
    public async Task<Verdict> Create()
    {
        var input = await Input();
        var readings = new HashSet<string>();
        foreach (var how in EmptyBodies(input))
        {
            var answer = await Session.Call(Operation, how: how);
            // Refused for its media type, so its content was not read.
            if (answer.Outcome == Outcome.UnsupportedMediaType && how.RawContentType == BodyWriter.JsonType
                && Contract.Tolerates(Behaviors.JsonBody, Place.Api, "refused"))
                continue;
            if (answer.Outcome == Outcome.UnsupportedMediaType && how.RawContentType != BodyWriter.JsonType
                && Contract.Tolerates(Behaviors.FormBody, Place.Api, "refused"))
                continue;
            var verdict = JudgeOutcome($"{Operation} with {(string.IsNullOrEmpty(how.RawBody) ? "no body" : how.RawBody)}", answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
            if (verdict is not Verdict.Pass seen)
                return verdict;
            readings.Add(seen.Reading);
        }
        return await StoredDespiteRefusal(input) ?? Verdict.Saw(readings.Contains("accepted") ? "accepted" : "refused");
    }

    private IEnumerable<Sending> EmptyBodies(JsonObject input)
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
