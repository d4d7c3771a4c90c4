using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Journal;

/// <summary>Shows entries of the journal as JSON. No secret key is in it.</summary>
internal sealed class JournalJson
{
    private readonly KeyRedaction _redaction;
    private readonly EntryTargets _targets;

    public JournalJson(MockServices services)
    {
        _redaction = services.Redaction;
        _targets = new EntryTargets(services.Options.Contracts, services.Silos, KeyOf);
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string? KeyOf(JournalEntry entry) => _redaction.Find(entry.RequestHeader, entry.Query);

    /// <summary>The operation that an entry's request was for; null where none has its path and method.</summary>
    public OperationPlan? OperationOf(JournalEntry entry) => _targets.Operation(entry);

    /// <summary>What a list shows of an entry.</summary>
    public JsonObject Summary(JournalEntry entry)
    {
        var operation = _targets.Operation(entry);
        return new JsonObject
        {
            ["id"] = entry.Id,
            ["at"] = entry.At.ToString("O"),
            ["elapsedMs"] = Math.Round(entry.Elapsed.TotalMilliseconds, 3),
            ["method"] = entry.Method,
            ["path"] = _redaction.Path(entry.Path),
            ["query"] = _redaction.Query(entry.Query),
            ["api"] = operation?.Api.Contract.Api,
            ["operation"] = operation?.Operation.OperationId,
            ["key"] = KeyOf(entry) is { } key ? _redaction.Key(key) : null,
            ["status"] = entry.Response.Status,
            ["answeredBy"] = entry.AnsweredBy.ToString().ToLowerInvariant(),
            ["refusal"] = entry.Response.Refusal,
            ["errors"] = new JsonArray([.. entry.Response.Errors.Select(error => new JsonObject { ["field"] = error.Key, ["message"] = error.Value })]),
            ["overrides"] = new JsonArray([.. entry.Overrides.Select(id => JsonValue.Create(id))]),
        };
    }

    /// <summary>Everything of an entry, both bodies too.</summary>
    public JsonObject Whole(JournalEntry entry)
    {
        var whole = Summary(entry);
        if (_targets.Record(entry) is var (silo, resource, identity))
            whole["record"] = new JsonObject { ["silo"] = _redaction.Key(silo.Name), ["resource"] = resource.Resource.Id, ["identity"] = identity };
        whole["request"] = Message(entry.RequestHeaders.Select(header => KeyValuePair.Create(header.Key, _redaction.Header(header.Key, header.Value))),
            entry.RequestBody, entry.RequestHeader("Content-Type"));
        var type = entry.Response.ContentType;
        var headers = entry.Response.Headers.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value)));
        whole["response"] = Message(type is null ? headers : headers.Prepend(KeyValuePair.Create("Content-Type", new StringValues(type))), entry.Response.Body, type);
        return whole;
    }

    private static JsonObject Message(IEnumerable<KeyValuePair<string, StringValues>> headers, ReadOnlyMemory<byte> body, string? type)
    {
        var message = new JsonObject
        {
            ["headers"] = new JsonObject(headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                .Select(same => KeyValuePair.Create(same.Key, (JsonNode?)string.Join(", ", same.Select(header => header.Value.ToString()))))),
        };
        if (type is not null)
            message["contentType"] = type;
        try
        {
            message["body"] = Strict.GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            message["bodyBase64"] = Convert.ToBase64String(body.Span);
        }
        return message;
    }
}
