using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Universal;

/// <summary>
/// The universal behaviors, each as a pure function from an exchange to what is wrong with it, or null. They hold for
/// every answer, so every exchange of a run is looked at, whichever check sent it.
/// </summary>
internal static class UniversalRules
{
    /// <summary>The judge of a behavior, or null where it is not universal.</summary>
    public static Func<Contract, Exchange, string?>? For(Behavior behavior) =>
        behavior == Behaviors.NoServerError ? NoServerError
        : Form(behavior) is { } form ? (contract, exchange) => IsOfApi(exchange) ? form(contract, exchange) : null
        : null;

    // What no operation serves is answered by frameworks in their own way.
    private static bool IsOfApi(Exchange exchange) => exchange is not { Operation: null, Status: 404 or 405 or 501 };

    private static Func<Contract, Exchange, string?>? Form(Behavior behavior) =>
        behavior == Behaviors.Envelope ? Envelope
        : behavior == Behaviors.ErrorEnvelope ? ErrorEnvelope
        : behavior == Behaviors.StatusInBody ? StatusInBody
        : behavior == Behaviors.MessageText ? MessageText
        : behavior == Behaviors.JsonAnswer ? JsonAnswer
        : behavior == Behaviors.FormatAnswer ? RedmineRules.FormatAnswer
        : behavior == Behaviors.RefusalEmpty ? RedmineRules.RefusalEmpty
        : behavior == Behaviors.ErrorList ? RedmineRules.ErrorList
        : behavior == Behaviors.ResultFlag ? ResultRules.ResultFlag
        : behavior == Behaviors.FailureStatus ? ResultRules.FailureStatus
        : behavior == Behaviors.FailureText ? ResultRules.FailureText
        : behavior == Behaviors.ProblemDetails ? HttpRules.ProblemDetails
        : behavior == Behaviors.ErrorSchema ? HttpRules.ErrorSchema
        : null;

    private static string? Envelope(Contract contract, Exchange exchange) =>
        IsSuccess(exchange) && MayHaveBody(exchange) ? NoEnvelope(exchange) : null;

    private static string? ErrorEnvelope(Contract contract, Exchange exchange) =>
        exchange.Status >= 400 && IsAnswer(exchange) && MayHaveBody(exchange) ? NoEnvelope(exchange) : null;

    private static string? NoEnvelope(Exchange exchange) => exchange.Json switch
    {
        JsonObject body when EnvelopeReader.Missing(body).ToArray() is { Length: > 0 } missing =>
            $"{exchange.Status} without {string.Join(", ", missing)}: {exchange.Start}",
        JsonObject => null,
        _ when exchange.Body.Length == 0 => $"{exchange.Status} without a body",
        _ => $"{exchange.Status} with a body that is no JSON object: {exchange.Start}",
    };

    private static string? StatusInBody(Contract contract, Exchange exchange)
    {
        // A body without the key at all breaks the envelope, not this.
        if (!MayHaveBody(exchange) || EnvelopeReader.CodeShown(exchange.Json) is not { } shown)
            return null;
        var documented = exchange.Operation?.Answer(exchange.Status)?.Example;
        var code = EnvelopeReader.CodeOf(exchange.Json);
        return code == exchange.Status || (code is not null && code == EnvelopeReader.CodeOf(documented))
            ? null
            : $"HTTP status {exchange.Status}, code {shown}";
    }

    private static string? MessageText(Contract contract, Exchange exchange) =>
        MayHaveBody(exchange) && EnvelopeReader.HasTextMessage(exchange.Json) == false
            ? $"{exchange.Status} with the message {EnvelopeReader.MessageShown(exchange.Json)}"
            : null;

    private static string? JsonAnswer(Contract contract, Exchange exchange)
    {
        if (!IsAnswer(exchange) || !MayHaveBody(exchange) || exchange.Body.Length == 0)
            return null;
        var type = exchange.Headers.GetValueOrDefault("content-type", "");
        if (!HttpRules.IsJson(contract, exchange) && !contract.Tolerates(Behaviors.JsonAnswer, Place.Api, "text-html"))
            return $"{exchange.Status} with {(type.Length == 0 ? "no Content-Type" : $"Content-Type {type}")}";
        return exchange.JsonFault is { } fault ? $"{exchange.Status} with a body that is no JSON ({fault.TrimEnd('.')}): {exchange.Start}" : null;
    }

    private static string? NoServerError(Contract contract, Exchange exchange) =>
        exchange.Status >= 500 ? $"{exchange.Status} {exchange.Start}".TrimEnd() : null;

    private static bool IsSuccess(Exchange exchange) => exchange.Status is >= 200 and < 300;

    // Paths, methods and media types that the API does not have never reach it: a framework answers in a way of its own.
    private static bool IsAnswer(Exchange exchange) => exchange is { Operation: not null, Status: not (405 or 406 or 415) };

    // HTTP itself forbids a body to 204 and to HEAD; whether 204 may be is what the rule on the status judges.
    // OPTIONS belongs to the browser's preflight, which no dialect wraps.
    private static bool MayHaveBody(Exchange exchange) =>
        exchange.Status is not (204 or 205) && exchange.Method is not ("HEAD" or "OPTIONS" or "TRACE" or "CONNECT");
}
