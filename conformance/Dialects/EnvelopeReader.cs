using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>
/// The dialect <c>envelope</c>: <c>{code, message, data}</c> around everything, bearer keys. The only file that knows
/// these names.
/// </summary>
internal sealed class EnvelopeReader : IDialect
{
    public static readonly EnvelopeReader Instance = new();

    private const string Code = "code";
    private const string Message = "message";
    private const string Data = "data";
    private const string KeyParameter = "api_key";

    /// <summary>What the envelope holds as data, or null.</summary>
    public static JsonNode? DataOf(JsonNode? body) => (body as JsonObject)?[Data];

    private EnvelopeReader()
    {
    }

    public Answer Read(Exchange exchange)
    {
        var body = exchange.Json;
        return new Answer(exchange, Statuses.OutcomeOf(exchange.Status), (body as JsonObject)?[Data], body);
    }

    public SentCredential Sign(Credential who, string key) => who switch
    {
        Credential.InUrl => Signing.Query(KeyParameter, key),
        Credential.WrongScheme => Signing.Header("Authorization", $"Token {key}"),
        _ => Signing.Header("Authorization", $"Bearer {key}"),
    };

    public ImmutableArray<BodyForm> Forms { get; } = [BodyForm.Flat, BodyForm.Brackets, BodyForm.JsonText, BodyForm.Json];

    public string Word(Outcome outcome) => Statuses.Word(outcome, "400");

    public string? Accept => "*/*";

    public JsonNode? Unwrap(JsonNode? shown) =>
        shown is JsonObject { Count: 1 } wrapper && wrapper[Data] is JsonObject inner ? inner : shown;

    /// <summary>The keys that every answer must have and this body has not.</summary>
    public static IEnumerable<string> Missing(JsonObject body) =>
        new[] { Code, Message, Data }.Where(key => !body.ContainsKey(key));

    /// <summary>The code in a body, by value, whether it is written as number or text; null where there is none.</summary>
    public static int? CodeOf(JsonNode? body) =>
        (body as JsonObject)?[Code] is JsonValue code
        && int.TryParse(code.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>What stands where the code belongs, for messages; null where the key is absent.</summary>
    public static string? CodeShown(JsonNode? body) => Shown(body, Code);

    /// <summary>Whether the message is text; null where the key is absent.</summary>
    public static bool? HasTextMessage(JsonNode? body) =>
        body is JsonObject o && o.TryGetPropertyValue(Message, out var message)
            ? message?.GetValueKind() == System.Text.Json.JsonValueKind.String
            : null;

    /// <summary>What stands where the message belongs, for messages; null where the key is absent.</summary>
    public static string? MessageShown(JsonNode? body) => Shown(body, Message);

    private static string? Shown(JsonNode? body, string key) =>
        body is JsonObject o && o.TryGetPropertyValue(key, out var node) ? node?.ToJsonString() ?? "null" : null;
}
