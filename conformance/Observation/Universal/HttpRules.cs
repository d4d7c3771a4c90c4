using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Universal;

/// <summary>What every refusal must obey that an operation answers.</summary>
internal static class HttpRules
{
    private const string Problem = "application/problem+json";

    public static string? ProblemDetails(Contract contract, Exchange exchange)
    {
        if (!IsRefusal(exchange))
            return null;
        if (exchange.Json is not JsonObject body)
            return $"{exchange.Status} with a body that is no JSON object: {exchange.Start}";
        if (ReadingOf(exchange) is not { } reading || !contract.Tolerates(Behaviors.ProblemDetails, Place.Api, reading))
            return $"{exchange.Status} with Content-Type {exchange.Headers.GetValueOrDefault("content-type", "")}";
        return !body["title"].IsText() ? $"{exchange.Status} without a title: {exchange.Start}"
            : body["status"]?.GetValueKind() == JsonValueKind.Number && FieldValue.Integer(body["status"]) == exchange.Status ? null
            : $"{exchange.Status} with the status {body["status"]?.ToJsonString() ?? "absent"}: {exchange.Start}";
    }

    /// <summary>What the media type of a refusal says it is; null for another answer or media type.</summary>
    public static string? ReadingOf(Exchange exchange) =>
        !IsRefusal(exchange) ? null : MediaType(exchange) switch { Problem => "problem", BodyWriter.JsonType => "json", _ => null };

    public static string? ErrorSchema(Contract contract, Exchange exchange)
    {
        if (!IsRefusal(exchange) || exchange.Operation!.Answer(exchange.Status) is not { Schema: not null } documented)
            return null;
        var wrong = AnswerSchemaCheck.ErrorsOf(contract, exchange, documented);
        return wrong is null ? null : $"{exchange.Status} otherwise than its schema says: {wrong}";
    }

    /// <summary>Whether an answer says that it is a kind of JSON that the contract knows.</summary>
    public static bool IsJson(Contract contract, Exchange exchange) => MediaType(exchange) is var type
        && (type == BodyWriter.JsonType
            || (type == Problem && contract.Rule(Behaviors.ProblemDetails, Place.Api) is not null)
            || (exchange.Operation?.Answer(exchange.Status)?.MediaType is { } documented && documented == type && type.EndsWith("+json", StringComparison.Ordinal)));

    private static string MediaType(Exchange exchange) => exchange.Headers.GetValueOrDefault("content-type", "").Split(';')[0].Trim().ToLowerInvariant();

    // Methods and media types that the API does not have are answered by frameworks in their own way.
    private static bool IsRefusal(Exchange exchange) =>
        exchange is { Operation: not null, Status: >= 400 and < 500 and not (405 or 406 or 415), Body.Length: > 0 } && exchange.Method != "HEAD";
}
