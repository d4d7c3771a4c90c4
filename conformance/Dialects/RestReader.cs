using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>
/// The dialect <c>rest</c>: the record is the body, a list is an array; either may stand under the one member that the schema has for it.
/// The HTTP status alone says what an answer means.
/// </summary>
internal sealed class RestReader(Contract contract) : IDialect
{
    public ImmutableArray<BodyForm> Forms { get; } = contract.Operations.Any(operation => operation.Bodies.Any(body => body.MediaType == BodyWriter.FormType))
        ? [BodyForm.Json, BodyForm.Brackets]
        : [BodyForm.Json];

    // Some frameworks answer a client that prefers nothing with HTML.
    public string? Accept => "application/json, */*;q=0.1";

    public Answer Read(Exchange exchange)
    {
        var body = exchange.Json;
        // 400 and 422 both say that the values are wrong; which one it has to be the contract may declare.
        var outcome = exchange.Status == 422 ? Outcome.BadRequest : Statuses.OutcomeOf(exchange.Status);
        var paging = exchange.Operation?.Paging;
        return new Answer(exchange, outcome, outcome == Outcome.Success ? Inside(exchange, body) : null, body)
        {
            Total = Number(paging?.Total is { } total ? (body as JsonObject)?[total]?.ToString()
                : paging?.TotalHeader is { } header ? exchange.Headers.GetValueOrDefault(header.ToLowerInvariant()) : null),
            NextCursor = paging?.Next is { } next && (body as JsonObject)?[next] is JsonValue cursor && cursor.ToString() is { Length: > 0 } text ? text : null,
        };
    }

    public SentCredential Sign(Credential who, string key) => Signing.Sign(contract, who, key);

    public string Word(Outcome outcome) => Statuses.Word(outcome, "400 or 422");

    public JsonNode? Unwrap(JsonNode? shown) => shown;

    private JsonNode? Inside(Exchange exchange, JsonNode? body)
    {
        if (exchange.Operation is not { } operation)
            return body;
        if (operation is { Kind: OperationKind.Create } && exchange.Body.Length == 0)
            return Located(exchange, contract.Resource(operation.Resource));
        return operation.Member is { } member ? (body as JsonObject)?[member] : body;
    }

    // A create without a body says in Location what it made.
    private static JsonObject? Located(Exchange exchange, Resource resource) =>
        exchange.Headers.GetValueOrDefault("location")?.Split('?')[0].TrimEnd('/').Split('/')[^1] is { Length: > 0 } identity
            ? new JsonObject { [resource.Identity.Name] = Uri.UnescapeDataString(identity) }
            : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
