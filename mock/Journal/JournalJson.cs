using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Journal;

/// <summary>Shows entries of the journal as JSON. No secret key is in it.</summary>
internal sealed class JournalJson(KeyRedaction redaction)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string? KeyOf(JournalEntry entry) => redaction.Find(entry.RequestHeader, entry.Query);

    /// <summary>What a list shows of an entry.</summary>
    public JsonObject Summary(JournalEntry entry) => new()
    {
        ["id"] = entry.Id,
        ["at"] = entry.At.ToString("O"),
        ["elapsedMs"] = Math.Round(entry.Elapsed.TotalMilliseconds, 3),
        ["method"] = entry.Method,
        ["path"] = redaction.Path(entry.Path),
        ["query"] = redaction.Query(entry.Query),
        ["api"] = entry.Api,
        ["operation"] = entry.OperationId,
        ["key"] = KeyOf(entry) is { } key ? redaction.Key(key) : null,
        ["status"] = entry.Response.Status,
        ["answeredBy"] = entry.AnsweredBy.ToString().ToLowerInvariant(),
        ["errors"] = new JsonArray([.. entry.Response.Errors.Select(error => new JsonObject { ["field"] = error.Key, ["message"] = error.Value })]),
    };

    /// <summary>Everything of an entry, both bodies too.</summary>
    public JsonObject Whole(JournalEntry entry)
    {
        var whole = Summary(entry);
        whole["request"] = Message(entry.RequestHeaders.Select(header => KeyValuePair.Create(header.Key, redaction.Header(header.Key, header.Value))),
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
