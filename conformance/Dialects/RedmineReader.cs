using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>
/// The dialect <c>redmine</c>: one root element around a record or a list, in JSON or XML, pages with total_count, offset
/// and limit, values refused with 422 and a list of sentences, other refusals without a body.
/// </summary>
internal sealed class RedmineReader(Contract contract) : IDialect
{
    private const string Errors = "errors";

    public ImmutableArray<BodyForm> Forms { get; } = [BodyForm.Json, BodyForm.Xml, BodyForm.Brackets];

    // As the recorded clients: with */* some servers leave the body of a failure out.
    public string? Accept => null;

    public Answer Read(Exchange exchange)
    {
        var body = exchange.Content;
        var outcome = exchange.Status switch
        {
            422 => Outcome.BadRequest,
            // A body that cannot be parsed: nobody looked at values.
            400 => Outcome.Refused,
            var status => Statuses.OutcomeOf(status),
        };
        return new Answer(exchange, outcome, outcome == Outcome.Success ? Inside(exchange, body as JsonObject) : null, body)
        {
            Total = Number(body, "total_count"),
            Offset = Number(body, "offset"),
            Limit = Number(body, "limit"),
        };
    }

    public SentCredential Sign(Credential who, string key) => Signing.Sign(contract, who, key);

    public string Word(Outcome outcome) =>
        outcome == Outcome.Refused ? "400" : Statuses.Word(outcome, "422");

    public JsonNode? Unwrap(JsonNode? shown) => shown;

    /// <summary>The sentences that say what is wrong, or null where the body has no such list.</summary>
    public static ImmutableArray<string>? Sentences(JsonNode? body) =>
        (body as JsonObject)?[Errors] is JsonArray list && list.All(sentence => sentence is JsonValue)
            ? [.. list.Select(sentence => sentence!.ToString())]
            : null;

    private JsonNode? Inside(Exchange exchange, JsonObject? body)
    {
        if (body is null)
            return null;
        var resources = exchange.Operation is { } operation ? [contract.Resource(operation.Resource)] : contract.Resources;
        var isList = exchange.Operation?.Kind == OperationKind.List;
        var names = resources.SelectMany(resource => isList ? [resource.Many] : new[] { resource.One, resource.Many });
        return names.OfType<string>().Select(name => body[name]).FirstOrDefault(inside => inside is not null);
    }

    private static long? Number(JsonNode? body, string name) =>
        (body as JsonObject)?[name] is JsonValue value && long.TryParse(value.ToString(), out var number) ? number : null;
}
