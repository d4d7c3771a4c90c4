using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What stands beside the flag in the dialect result.</summary>
internal sealed class ResultChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.ErrorsShape))]
    public async Task<Verdict> ErrorsShape()
    {
        var (resource, field) = Session.Demanded();
        var answer = await Session.Create(resource, await Session.InputWith(resource, field, null));
        if (answer.Outcome != Outcome.BadRequest)
            return Verdict.Unknown($"a create of {resource} without {field} is answered {answer.Summary}");
        return (answer.Body as JsonObject)?[ResultReader.Errors] switch
        {
            JsonObject fields when fields.ContainsKey(field.InputName) && fields.All(one => one.Value.IsText()) => Verdict.Saw("texts"),
            JsonObject fields when fields.ContainsKey(field.InputName) && fields.All(one => AreTexts(one.Value)) => Verdict.Saw("lists"),
            JsonArray { Count: > 0 } list when AreTexts(list) => Verdict.Saw("list"),
            var other => Verdict.Broken($"{ResultReader.Errors} an object with {field.InputName} and a sentence or a list of sentences, or a list of sentences",
                $"it is {Say.Value(other)}", answer.Exchange),
        };
    }

    [Judges(nameof(Behaviors.ListTotal), Exclusive = true)]
    public async Task<Verdict> ListTotal()
    {
        var list = await Session.Page(Operation);
        if (!list.Succeeded)
            return Verdict.Refused($"{Operation} is answered {list.Summary}");
        if (list.Total is null)
        {
            return list.Body is JsonObject body && body.TryGetPropertyValue("total", out var total)
                ? Verdict.Broken("total a number, or not there", $"it is {Say.Value(total)}", list.Exchange)
                : Verdict.Saw("absent");
        }
        return list.Total == list.Records.Length
            ? Verdict.Saw("counted")
            : Verdict.Broken($"total {list.Records.Length}, the number of records in the list of {Operation}", $"it is {list.Total}", list.Exchange);
    }

    [Judges(nameof(Behaviors.RecordAs))]
    public async Task<Verdict> RecordAs()
    {
        var (answer, identity) = await Session.One(Operation);
        var body = answer.Body as JsonObject;
        var (reading, record) = (body?["entity"], body?["entities"]) switch
        {
            (JsonObject one, null) => ("entity", one),
            (null, JsonArray { Count: 1 } list) => ("entities", list[0] as JsonObject),
            _ => ("", null),
        };
        return record is not null && Same.Text(record[Resource.Identity.Name]) == identity
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{Operation} answered with {Say.Record(Resource, identity!)} as entity, or as the one element of entities", answer.Summary, answer.Exchange);
    }

    [Judges(nameof(Behaviors.DeleteResult))]
    public async Task<Verdict> DeleteResult()
    {
        var made = await Session.Make(Resource);
        var answer = await Session.Call(Operation, made.Identity);
        var list = await Session.LookAtAll(Resource);
        if (!list.Of(Session, made).IsEmpty)
            return Verdict.Unknown($"{Say.Record(made)} is still listed after its delete, so that nothing is known of the answer to one that works");
        var flag = (answer.Body as JsonObject)?[ResultReader.Flag];
        return flag?.GetValueKind() switch
        {
            JsonValueKind.True => Verdict.Saw("true"),
            JsonValueKind.False => Verdict.Saw("false"),
            _ => Verdict.Broken($"{ResultReader.Flag} true or false in the answer to a delete", answer.Summary, answer.Exchange),
        };
    }

    private static bool AreTexts(JsonNode? value) => value is JsonArray list && list.All(element => element.IsText());
}
