using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Universal;

/// <summary>What every answer of an operation in the dialect <c>result</c> must obey.</summary>
internal static class ResultRules
{
    public static string? ResultFlag(Contract contract, Exchange exchange) =>
        !IsAnswer(exchange) ? null
        : exchange.Json is not System.Text.Json.Nodes.JsonObject ? $"{exchange.Status} with a body that is no JSON object: {exchange.Start}"
        : ResultReader.HasFlag(exchange.Json) ? null
        : $"{exchange.Status} without {ResultReader.Flag} true or false: {exchange.Start}";

    public static string? FailureStatus(Contract contract, Exchange exchange) =>
        IsAnswer(exchange) && IsFailure(contract, exchange) && exchange.Status is >= 200 and < 300 and not 200
            ? $"a failure with the HTTP status {exchange.Status}: {exchange.Start}"
            : null;

    public static string? FailureText(Contract contract, Exchange exchange) =>
        IsAnswer(exchange) && IsFailure(contract, exchange) && !ResultReader.SaysWhy(exchange.Json)
            ? $"a failure without {ResultReader.Error}, {ResultReader.Errors} or {ResultReader.Message}: {exchange.Start}"
            : null;

    /// <summary>Whether a failure of values or of a search is told by 200 or by a status of its own; null where the exchange is none.</summary>
    public static string? ReadingOf(Contract contract, Exchange exchange) =>
        !IsAnswer(exchange) || !IsFailure(contract, exchange) ? null
        : exchange.Status switch
        {
            200 => "ok",
            400 or 404 => "status",
            _ => null,
        };

    private static bool IsFailure(Contract contract, Exchange exchange)
    {
        var answer = Dialect.Of(contract).Read(exchange);
        // A delete that worked may have the flag of one that did not.
        return answer.Refused || (exchange.Operation!.Kind != OperationKind.Delete && ResultReader.FlagOf(exchange.Json) == false);
    }

    // What no operation answers, and a fault of the server, is judged elsewhere.
    private static bool IsAnswer(Exchange exchange) =>
        exchange is { Operation: not null, Status: not 204 and < 500 and not (405 or 406 or 415) };
}
