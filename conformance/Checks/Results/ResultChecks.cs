using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What stands beside the flag in the dialect result.</summary>
internal static class ResultChecks
{
    [Judges(nameof(Behaviors.ErrorsShape))]
    public static async Task<Verdict> ErrorsShape(Rule rule, Session session)
    {
        var (resource, field) = session.Demanded();
        var answer = await session.Create(resource, await session.InputWith(resource, field, null));
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
    public static async Task<Verdict> ListTotal(Rule rule, Session session)
    {
        var (operation, _) = rule.OfOperation(session);
        var list = await session.Page(operation);
        if (!list.Succeeded)
            return Verdict.Refused($"{operation} is answered {list.Summary}");
        if (list.Total is null)
        {
            return list.Body is JsonObject body && body.TryGetPropertyValue("total", out var total)
                ? Verdict.Broken("total a number, or not there", $"it is {Say.Value(total)}", list.Exchange)
                : Verdict.Saw("absent");
        }
        return list.Total == list.Records.Length
            ? Verdict.Saw("counted")
            : Verdict.Broken($"total {list.Records.Length}, the number of records in the list of {operation}", $"it is {list.Total}", list.Exchange);
    }

    [Judges(nameof(Behaviors.RecordAs))]
    public static async Task<Verdict> RecordAs(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var (answer, identity) = await session.One(operation);
        var body = answer.Body as JsonObject;
        var (reading, record) = (body?["entity"], body?["entities"]) switch
        {
            (JsonObject one, null) => ("entity", one),
            (null, JsonArray { Count: 1 } list) => ("entities", list[0] as JsonObject),
            _ => ("", null),
        };
        return record is not null && Same.Text(record[resource.Identity.Name]) == identity
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{operation} answered with {Say.Record(resource, identity!)} as entity, or as the one element of entities", answer.Summary, answer.Exchange);
    }

    [Judges(nameof(Behaviors.DeleteResult))]
    public static async Task<Verdict> DeleteResult(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var made = await session.Make(resource);
        var answer = await session.Call(operation, made.Identity);
        var list = await session.LookAtAll(resource);
        if (!list.Of(session, made).IsEmpty)
            return Verdict.Unknown($"{Say.Record(made)} is still listed after its delete, so that nothing is known of the answer to one that works");
        var flag = (answer.Body as JsonObject)?[ResultReader.Flag];
        return flag?.GetValueKind() switch
        {
            JsonValueKind.True => Verdict.Saw("true"),
            JsonValueKind.False => Verdict.Saw("false"),
            _ => Verdict.Broken($"{ResultReader.Flag} true or false in the answer to a delete", answer.Summary, answer.Exchange),
        };
    }

    /// <summary>A field that a create demands.</summary>
    public static (Resource Resource, Field Field) Demanded(this Session session) =>
        session.Contract.Resources.Where(resource => session.Offers(OperationKind.Create, resource))
            .SelectMany(resource => resource.Fields.Where(field => field.Required).Select(field => (resource, field)))
            .Cast<(Resource, Field)?>().FirstOrDefault()
        ?? throw new PreconditionException("no create demands a field, so none is known to be refused for its values");

    private static bool AreTexts(JsonNode? value) => value is JsonArray list && list.All(element => element.IsText());
}
