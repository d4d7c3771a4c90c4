using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>What bodies and headers hold beside records: of deletes, of refusals, of what is not there.</summary>
internal sealed class BodyJudgment(Session session, Findings findings) : ExchangeJudgment(session, findings)
{
    public override void Judge(ObservedExchange exchange)
    {
        if (exchange is not { Operation: { } operation, Recorded.Method: not "HEAD" })
            return;
        if (exchange.Exchange.Status == 401)
            Findings.Saw(ApiRule(Behaviors.Challenge), exchange.Recorded.ResponseHeader("www-authenticate") is null ? "absent" : "sent", exchange);
        if (operation.Kind == OperationKind.Create && exchange.Answer.Succeeded)
            Location(exchange, operation);
        if (!exchange.IsWhole)
            return;
        if (exchange.Answer.Succeeded)
            Success(exchange, operation);
        else if (exchange.Answer.Refused)
        {
            Refusal(exchange, operation);
            Missed(exchange, operation);
        }
    }

    private void Success(ObservedExchange exchange, Operation operation)
    {
        var body = exchange.Answer.Body as JsonObject;
        if (Rule(Behaviors.EmptyAnswer, Place.Of(operation)) is { } empty)
            Check(empty, exchange.Exchange.Body.Length == 0, $"{operation} answered with success and no body", exchange);
        if (operation.Kind == OperationKind.Delete && exchange.Exchange.Status != 204)
        {
            if (Rule(Behaviors.DeleteAnswer, Place.Of(operation)) is { } rule)
                Check(rule, exchange.Answer.Data is JsonArray { Count: 0 }, $"the answer to {operation} with an empty list as its data", exchange);
            if (body?[ResultReader.Flag]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
                Findings.Saw(Rule(Behaviors.DeleteResult, Place.Of(operation)), body[ResultReader.Flag]!.GetValue<bool>() ? "true" : "false", exchange);
        }
        if (operation.Kind == OperationKind.Find)
            Found(exchange, operation, body);
        // What worked on a record shows it, or else something was found that is not there.
        if (operation is { Kind: OperationKind.Find } or { Kind: OperationKind.Update, Holds: AnswerHolds.Record } && exchange.Answer.Data is JsonArray { Count: 0 } && exchange.Identity is { } identity)
        {
            Findings.Violated(Rule(IsPlainNumber(identity) ? Behaviors.UnknownRecord : Behaviors.MalformedIdentity, Place.Of(operation)),
                $"{operation} answered with a record, or with a refusal", exchange.Answer.Summary, exchange);
        }
    }

    private static bool IsPlainNumber(string identity) => identity.All(char.IsAsciiDigit) && !identity.StartsWith('0') && int.TryParse(identity, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    // Nothing is wrong with the values of a request that sends none: what is refused as invalid is the identity.
    private void Missed(ObservedExchange exchange, Operation operation)
    {
        if (exchange is not { Answer: { Outcome: Outcome.BadRequest, IsConflict: false }, Identity: { } identity } || operation.Kind is not (OperationKind.Find or OperationKind.Delete)
            || ResourceOf(operation).Identity.Type != FieldType.Integer || !exchange.QueryHasOnly(_ => false))
            return;
        Rule?[] rules = !IsPlainNumber(identity) ? [Rule(Behaviors.MalformedIdentity, Place.Of(operation))]
            : operation.Kind == OperationKind.Find ? [Rule(Behaviors.UnknownRecord, Place.Of(operation))]
            : [Rule(Behaviors.UnknownRecord, Place.Of(operation)), Rule(Behaviors.SecondDelete, Place.Of(operation))];
        // What lives under a record may keep it.
        var isKept = operation.Kind == OperationKind.Delete && Contract.Resources.Any(resource => resource.Parent?.Resource == operation.Resource);
        if (!isKept && rules.All(rule => rule?.Tolerates("bad-request") == false))
            Findings.Saw(rules[0], "bad-request", exchange);
    }

    private void Found(ObservedExchange exchange, Operation operation, JsonObject? body)
    {
        if (Rule(Behaviors.RecordAs, Place.Of(operation)) is { } shape)
        {
            if ((body?["entity"], body?["entities"]) is (JsonObject, null))
                Findings.Saw(shape, "entity", exchange);
            else if ((body?["entity"], body?["entities"]) is (null, JsonArray { Count: 1 }))
                Findings.Saw(shape, "entities", exchange);
            else if (body is not null && ResultReader.FlagOf(body) == true)
                Findings.Violated(shape, $"{operation} answered with a record as entity, or as the one element of entities", exchange.Answer.Summary, exchange);
        }
        if (exchange.Answer.Data is JsonObject record && exchange.Identity is { } asked && Session.TryGet(record, ResourceOf(operation).Identity, out var shown)
            && asked.All(char.IsAsciiDigit) && FieldValue.Integer(shown) is { } number && long.TryParse(asked, out var wanted) && number != wanted)
        {
            Findings.Violated(Rule(Behaviors.Identity, Place.Of(ResourceOf(operation))), $"{Describe.Record(ResourceOf(operation), asked)} found by its identity",
                $"{ResourceOf(operation).Identity} is {Describe.Value(shown)}", exchange);
        }
    }

    private void Refusal(ObservedExchange exchange, Operation operation)
    {
        var answer = exchange.Answer;
        if (operation.Kind == OperationKind.Find && answer.Outcome == Outcome.NotFound && Rule(Behaviors.MissData, Place.Of(operation)) is { } miss && answer.Body is JsonObject)
            Check(miss, answer.Data is JsonArray { Count: 0 } || !((JsonObject)answer.Body).ContainsKey("data"), $"the data of {operation} of nothing an empty list", exchange);
        if (answer.Outcome != Outcome.BadRequest || !operation.Writes)
            return;
        Findings.Saw(ApiRule(Behaviors.ErrorDetails), answer.Data switch
        {
            JsonObject { Count: > 0 } => "fields",
            JsonArray { Count: 0 } => "empty-list",
            _ => "other",
        }, exchange);
        if (ApiRule(Behaviors.ErrorsShape) is not { } rule || answer.Body is not JsonObject body || body[ResultReader.Errors] is not { } errors)
            return;
        if (errors is JsonObject { Count: > 0 } texts && texts.All(one => one.Value.IsText()))
            Findings.Saw(rule, "texts", exchange);
        else if (errors is JsonObject { Count: > 0 } lists && lists.All(one => AreTexts(one.Value)))
            Findings.Saw(rule, "lists", exchange);
        else if (AreTexts(errors))
            Findings.Saw(rule, "list", exchange);
        else if (errors is JsonValue)
            Findings.Violated(rule, $"{ResultReader.Errors} an object by field, or a list of sentences", $"it is {Describe.Value(errors)}", exchange);
    }

    private void Location(ObservedExchange exchange, Operation operation)
    {
        var resource = ResourceOf(operation);
        if (Rule(Behaviors.Location, Place.Of(operation)) is not { } rule || !exchange.IsWhole || exchange.Exchange.Status != operation.Success.Status)
            return;
        if (exchange.Recorded.ResponseHeader("location") is not { } location)
        {
            Findings.Violated(rule, $"a create of {resource} answered with a Location", $"{exchange.Exchange.Status} without the header", exchange);
            return;
        }
        if (Contract.Operation(OperationKind.Find, resource) is not { Parameters: var parameters } find || parameters.Any(parameter => parameter.Role is not (ParameterRole.Identity or ParameterRole.Format))
            || exchange.Answer.Data is not JsonObject record || FieldValue.Text(Session.Value(record, resource.Identity)) is not { Length: > 0 } identity)
            return;
        var path = find.Expand(parameter => parameter.Role == ParameterRole.Identity ? identity : "").TrimEnd('.');
        var isAbsolute = Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        if (LocationCheck.Leads(Contract, isAbsolute ? uri!.AbsolutePath : location.Split('?')[0], path))
            Findings.Saw(rule, isAbsolute ? "absolute" : "path", exchange);
        else
            Findings.Violated(rule, $"a create of {resource} answered with a Location that leads to {path}", $"it is {location}", exchange);
    }

    private static bool AreTexts(JsonNode? value) => value is JsonArray { Count: > 0 } list && list.All(element => element.IsText());
}
