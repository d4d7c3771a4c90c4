using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Observation.Results;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Exchanges, and what was seen of the traffic of others, as <c>report.json</c> has them.</summary>
internal static class JsonTraffic
{
    // As many as show a violation; a check may have sent dozens.
    private const int MaxExchanges = 12;

    // What a judge keeps of a body: at that length it may be cut.
    private const int MaxTextLength = 4000;

    public static JsonObject Of(ObservedTraffic traffic) => new()
    {
        ["exchanges"] = traffic.Exchanges,
        ["others"] = traffic.Others,
        ["unanswered"] = traffic.Unanswered,
        ["skipped"] = traffic.Skipped,
        ["clientFaults"] = new JsonArray([.. traffic.ClientFaults.Select(fault => (JsonNode)new JsonObject
        {
            ["request"] = fault.Request,
            ["message"] = fault.Sentence,
            ["example"] = fault.Example,
            ["status"] = fault.Status,
            ["count"] = fault.Count,
            ["letThrough"] = fault.LetThrough,
        })]),
    };

    /// <summary>The exchanges that show a violation, the last ones; without keys.</summary>
    public static JsonArray Of(Run run, ImmutableArray<Exchange> exchanges) => new([.. exchanges.TakeLast(MaxExchanges).Select(exchange => (JsonNode)new JsonObject
    {
        ["method"] = exchange.Method,
        ["url"] = run.Redaction.Of(exchange.Uri.AbsoluteUri),
        ["requestHeaders"] = Headers(run, exchange.ContentType is { } type ? exchange.Sent.Add(KeyValuePair.Create("content-type", type)) : exchange.Sent),
        ["requestBody"] = exchange.RequestBody is { } sent ? run.Redaction.Of(sent) : null,
        ["status"] = exchange.Status,
        ["headers"] = Headers(run, exchange.Headers.Where(header => header.Key != "set-cookie")),
        ["body"] = run.Redaction.Of(exchange.Body),
        ["isCut"] = exchange.Body.Length >= MaxTextLength,
    })]);

    private static JsonObject Headers(Run run, IEnumerable<KeyValuePair<string, string>> headers) => new(headers
        .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
        .Select(same => KeyValuePair.Create(same.Key, (JsonNode?)run.Redaction.Of(string.Join(", ", same.Select(header => header.Value))))));
}
