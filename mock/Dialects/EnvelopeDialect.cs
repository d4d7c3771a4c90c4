using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>
/// Every answer is an object with code, message and data; the key is a bearer token; bodies are forms or JSON.
/// </summary>
internal sealed class EnvelopeDialect(PlaceFlags api) : Dialect
{
    private const string Scheme = "Bearer";
    private static readonly JsonEncodedText CodeKey = JsonEncodedText.Encode("code");
    private static readonly JsonEncodedText MessageKey = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText DataKey = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText BareKey = JsonEncodedText.Encode("error");
    private static readonly string[] UrlParameters = ["api_key", "key"];

    private readonly RootlessBodyReader _bodies = new(api);
    private readonly ModeFlag _challengeAbsent = api[Behaviors.Challenge, "absent"];
    private readonly ModeFlag _dataMissing = api[Behaviors.Envelope, "data-missing"];
    private readonly ModeFlag _bare = api[Behaviors.ErrorEnvelope, "bare"];
    private readonly ModeFlag _zero = api[Behaviors.StatusInBody, "zero"];
    private readonly ModeFlag _messageNull = api[Behaviors.MessageText, "null"];
    private readonly ModeFlag _detailsEmpty = api[Behaviors.ErrorDetails, "empty-list"];
    private readonly ModeFlag _detailsOther = api[Behaviors.ErrorDetails, "other"];
    private readonly ModeFlag _html = api[Behaviors.JsonAnswer, "text-html"];
    private readonly ModeFlag _marked = api[Behaviors.JsonAnswer, "byte-order-mark"];

    public override Credentials Credentials(SimulatedRequest request)
    {
        if (request.Header("Authorization")?.Trim() is { Length: > 0 } header)
        {
            var space = header.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0)
                return string.Equals(header, Scheme, StringComparison.OrdinalIgnoreCase) ? default : new(KeyLocation.OtherScheme, header);
            var key = header[(space + 1)..].Trim();
            return header.AsSpan(0, space).Equals(Scheme, StringComparison.OrdinalIgnoreCase)
                ? new(KeyLocation.Proper, key)
                : new(KeyLocation.OtherScheme, [key, .. Decoded(key)]);
        }
        return InQuery(request.Query) is { Length: > 0 } keys ? new(KeyLocation.Url, keys) : default;
    }

    public override IReadOnlyList<KeyValuePair<string, string>> Challenge(ActiveModes modes) =>
        modes[_challengeAbsent] ? [] : [KeyValuePair.Create("WWW-Authenticate", Scheme)];

    public override ParsedBody Read(OperationContext context) => _bodies.Read(context.Request, context.Modes);

    public override SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes)
    {
        var status = result.InBody ? 200 : result.Status;
        if (!result.HasBody)
            return new SimulatedResponse(status, null, result.Headers, default);
        var body = JsonText.Of((Dialect: this, result, modes), static (json, answer) => answer.Dialect.Envelope(json, answer.result, answer.modes));
        return new SimulatedResponse(
            status, modes[_html] ? "text/html; charset=utf-8" : "application/json", result.Headers, modes[_marked] ? JsonText.Marked(body) : body);
    }

    public override string? MessageIn(JsonNode? example) => Text((example as JsonObject)?["message"]);

    public override int? CodeIn(JsonNode? example) =>
        int.TryParse((example as JsonObject)?["code"]?.ToString(), out var code) ? code : null;

    private void Envelope(Utf8JsonWriter json, OperationResult result, ActiveModes modes)
    {
        json.WriteStartObject();
        if (!result.IsSuccess && modes[_bare])
        {
            json.WriteString(BareKey, result.Message);
            json.WriteEndObject();
            return;
        }
        json.WriteNumber(CodeKey, modes[_zero] ? 0 : result.Code);
        if (modes[_messageNull])
            json.WriteNull(MessageKey);
        else
            json.WriteString(MessageKey, result.Message);
        if (!(result.IsSuccess && modes[_dataMissing]))
        {
            json.WritePropertyName(DataKey);
            Data(json, result.Data, modes);
        }
        json.WriteEndObject();
    }

    private void Data(Utf8JsonWriter json, ResultData? data, ActiveModes modes)
    {
        if (data is ResultData.Errors && modes[_detailsOther])
        {
            json.WriteNullValue();
        }
        else if (data is null || (data is ResultData.Errors && modes[_detailsEmpty]))
        {
            json.WriteStartArray();
            json.WriteEndArray();
        }
        else
        {
            data.Write(json);
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // Basic credentials may hold the key as the user or as the password.
    private static string[] Decoded(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) : [];
    }

    private static string[] InQuery(string query)
    {
        if (query.Length == 0)
            return [];
        return [.. from pair in query.Split('&')
                   let cut = pair.IndexOf('=', StringComparison.Ordinal)
                   where cut > 0 && UrlParameters.Contains(pair[..cut])
                   select Uri.UnescapeDataString(pair[(cut + 1)..])];
    }
}
