using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What the body of an answer holds beside the record or list.</summary>
internal sealed class AnswerBodyChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.ErrorsShape))]
    public async Task<Verdict> ErrorsShape()
    {
        var (resource, field) = Session.RequiredField();
        var answer = await Session.Create(resource, await Session.InputWith(resource, field, null));
        if (answer.Outcome != Outcome.BadRequest)
            return Verdict.Unknown($"a create of {resource} without {field} is answered {answer.Summary}");
        return (answer.Body as JsonObject)?[ResultReader.Errors] switch
        {
            JsonObject fields when fields.ContainsKey(field.InputName) && fields.All(one => one.Value.IsText()) => Verdict.Saw("texts"),
            JsonObject fields when fields.ContainsKey(field.InputName) && fields.All(one => AreTexts(one.Value)) => Verdict.Saw("lists"),
            JsonArray { Count: > 0 } list when AreTexts(list) => Verdict.Saw("list"),
            var other => OtherValueShown($"{ResultReader.Errors} an object with {field.InputName} and a sentence or a list of sentences, or a list of sentences", other, answer.Exchange),
        };
    }

    [Judges(nameof(Behaviors.RecordAs))]
    public async Task<Verdict> RecordAs()
    {
        var (answer, identity) = await Session.Perform(Operation);
        var body = answer.Body as JsonObject;
        var (reading, record) = (body?["entity"], body?["entities"]) switch
        {
            (JsonObject one, null) => ("entity", one),
            (null, JsonArray { Count: 1 } list) => ("entities", list[0] as JsonObject),
            _ => ("", null),
        };
        return record is not null && FieldValue.Text(record[Resource.Identity.Name]) == identity
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{Operation} answered with {Describe.Record(Resource, identity!)} as entity, or as the one element of entities", answer.Summary, answer.Exchange);
    }

    [Judges(nameof(Behaviors.DeleteResult))]
    public async Task<Verdict> DeleteResult()
    {
        var made = await Make();
        var answer = await Session.Call(Operation, made.Identity);
        var list = await ReadAll();
        if (!list.Of(Session, made).IsEmpty)
            return Verdict.Unknown($"{made} is still listed after its delete, so that nothing is known of the answer to one that works");
        var flag = (answer.Body as JsonObject)?[ResultReader.Flag];
        return flag?.GetValueKind() switch
        {
            JsonValueKind.True => Verdict.Saw("true"),
            JsonValueKind.False => Verdict.Saw("false"),
            _ => Verdict.Broken($"{ResultReader.Flag} true or false in the answer to a delete", answer.Summary, answer.Exchange),
        };
    }

    [Judges(nameof(Behaviors.ErrorDetails))]
    public async Task<Verdict> ErrorDetails()
    {
        foreach (var resource in Contract.Resources)
        {
            var required = resource.Fields.FirstOrDefault(field => field is { Required: true, IsPlain: true });
            if (required is null || !Session.Offers(OperationKind.Create, resource))
                continue;
            var answer = await Session.Create(resource, await Session.InputWith(resource, required, null));
            if (answer.Outcome != Outcome.BadRequest)
                continue;
            return Verdict.Saw(answer.Data switch
            {
                JsonObject { Count: > 0 } => "fields",
                JsonArray { Count: 0 } => "empty-list",
                _ => "other",
            });
        }
        return Verdict.Unknown($"no create without a required field is answered with {Session.Word(Outcome.BadRequest)}");
    }

    [Judges(nameof(Behaviors.EmptyAnswer))]
    public async Task<Verdict> EmptyAnswer()
    {
        foreach (var format in Contract.Formats)
        {
            var (answer, _) = await PerformIn(format);
            if (!answer.Succeeded)
                return Verdict.Refused($"{Operation} is answered {answer.Summary}");
            if (answer.Exchange.Body.Length > 0)
                return Verdict.Broken($"{Operation} answered with success and no body", answer.Summary, answer.Exchange);
        }
        return Verdict.Saw("empty");
    }

    private static bool AreTexts(JsonNode? value) => value is JsonArray list && list.All(element => element.IsText());

    private async Task<(Answer Answer, string Identity)> PerformIn(string format)
    {
        var resource = Contract.Resource(Operation.Resource);
        var made = await Session.Make(resource);
        var how = new Sending { Format = format };
        if (Operation.Kind != OperationKind.Update)
            return (await Session.Call(Operation, made.Identity, how: how), made.Identity);
        var field = Session.OtherChangeable(resource);
        return (await Session.Call(Operation, made.Identity, new JsonObject { [field.Name] = Session.Fresh(resource, field) }, how), made.Identity);
    }
}
