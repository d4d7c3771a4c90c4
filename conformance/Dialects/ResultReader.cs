using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>
/// The dialect <c>result</c>: HTTP 200 throughout, a flag result in the body, the record as entity, a list as entities.
/// A failure says why in errors (by field), error (of the whole request) or msg (nothing found).
/// </summary>
internal sealed class ResultReader(Contract contract) : IDialect
{
    public const string Flag = "result";
    public const string Errors = "errors";
    public const string Error = "error";
    public const string Message = "msg";
    private const string One = "entity";
    private const string Many = "entities";

    public ImmutableArray<BodyForm> Forms { get; } = [BodyForm.Flat, BodyForm.Json];

    public string? Accept => "*/*";

    public Answer Read(Exchange exchange)
    {
        var body = exchange.Json;
        var byStatus = Statuses.OutcomeOf(exchange.Status);
        var outcome = byStatus == Outcome.Success ? OutcomeOf(exchange, body as JsonObject) : byStatus;
        return new Answer(exchange, outcome, outcome == Outcome.Success ? Inside(exchange.Operation, body as JsonObject) : null, body)
        {
            InBody = byStatus == Outcome.Success && outcome is not (Outcome.Success or Outcome.Unreadable),
            Total = (body as JsonObject)?["total"] is JsonValue total && long.TryParse(total.ToString(), out var count) ? count : null,
        };
    }

    public SentCredential Sign(Credential who, string key) => Signing.Sign(contract, who, key);

    public string Word(Outcome outcome) => outcome switch
    {
        Outcome.BadRequest => $"{Flag} false and {Errors} or {Error} (or 400)",
        Outcome.NotFound => $"{Flag} false and {Message} (or 404)",
        _ => Statuses.Word(outcome, "400"),
    };

    public JsonNode? Unwrap(JsonNode? shown) => shown;

    /// <summary>The flag, however it is written; null where there is none.</summary>
    public static bool? FlagOf(JsonNode? body) => (body as JsonObject)?[Flag]?.ToString() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>Whether the flag is there, true or false as JSON has them.</summary>
    public static bool HasFlag(JsonNode? body) => (body as JsonObject)?[Flag]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    /// <summary>Whether the body says why something failed.</summary>
    public static bool SaysWhy(JsonNode? body) =>
        body is JsonObject members && (IsSaid(members[Errors]) || IsSaid(members[Error]) || IsSaid(members[Message]));

    private static Outcome OutcomeOf(Exchange exchange, JsonObject? body)
    {
        if (body is null)
            return Outcome.Unreadable;
        if (IsSaid(body[Errors]) || IsSaid(body[Error]))
            return Outcome.BadRequest;
        // The documented sample of a delete has the flag of a failure, so there the message decides.
        if (exchange.Operation is { Kind: OperationKind.Delete } delete)
            return Messages.SaySuccess(delete, body[Message]?.ToString() ?? "", Message) ? Outcome.Success : Outcome.NotFound;
        return FlagOf(body) == false ? Outcome.NotFound : Outcome.Success;
    }

    // A create answers with the identity beside the flag; a find may show its record as a list of one.
    private static JsonNode? Inside(Operation? operation, JsonObject? body) => operation?.Kind switch
    {
        OperationKind.List => body?[Many],
        OperationKind.Find => body?[One] ?? (body?[Many] is JsonArray { Count: 1 } alone ? alone[0] : null),
        OperationKind.Create => body?[One] ?? body,
        _ => body?[One] ?? body?[Many],
    };

    private static bool IsSaid(JsonNode? why) => why switch
    {
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => false,
        JsonValue text => text.ToString().Length > 0,
        _ => why is not null,
    };
}
