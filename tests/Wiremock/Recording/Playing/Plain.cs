using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Wiremock.Cases;
using PlanisoContract.Wiremock.Wire;

namespace PlanisoContract.Wiremock.Playing;

/// <summary>An answer as it is recorded and compared.</summary>
internal sealed class Plain(StubCase played, Placeholders placeholders)
{
    // Each server has its own, and no client reads them as the stub's.
    private static readonly string[] OfTheServer =
    [
        "connection", "content-length", "date", "keep-alive", "server", "transfer-encoding",
    ];

    private static readonly string[] OfTheAdminApi = ["content-type", "location"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public JsonObject Of(CaseStep step, RawAnswer answer)
    {
        if (answer.Status == 0)
            return new JsonObject { ["failure"] = Word(answer.Failure) };
        if (answer.Failure != Failure.None)
            return new JsonObject { ["status"] = answer.Status, ["failure"] = Word(answer.Failure) };
        if (!step.IsAdmin && IsUnmatched(answer))
            return new JsonObject { ["status"] = answer.Status, ["unmatched"] = true };
        var plain = new JsonObject { ["status"] = answer.Status, ["reason"] = Reason(answer), ["headers"] = Headers(step, answer) };
        if (Body(step, answer) is var (name, body))
            plain[name] = body;
        return plain;
    }

    // Jetty shortens one standard phrase; RFC 9110 and the mock do not.
    private static string Reason(RawAnswer answer) => answer is { Status: 500, Reason: "Server Error" } ? "Internal Server Error" : answer.Reason;

    /// <summary>What WireMock and the mock say, each in its own words, where no stub and no contract has the path.</summary>
    private static bool IsUnmatched(RawAnswer answer)
    {
        if (answer.Status != 404)
            return false;
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        return text.Contains("Request was not matched", StringComparison.Ordinal)
            || text.StartsWith("No response could be served as there are no stub mappings", StringComparison.Ordinal)
            || text.Contains("\"title\": \"No API has this path\"", StringComparison.Ordinal);
    }

    private JsonObject Headers(CaseStep step, RawAnswer answer)
    {
        var headers = new JsonObject();
        foreach (var same in answer.Headers.GroupBy(header => header.Key.ToLowerInvariant()).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            if (step.IsAdmin ? OfTheAdminApi.Contains(same.Key) : Matters(same.Key))
                headers[same.Key] = Values([.. same.Select(header => (JsonNode)Value(step, same.Key, header.Value))]);
        }
        return headers;
    }

    private static JsonNode Values(JsonNode[] values) => values is [var only] ? only : new JsonArray(values);

    // What the stub itself says is the stub's.
    private bool Matters(string name) =>
        played.Source.Contains($"\"{name}\"", StringComparison.OrdinalIgnoreCase)
        || !(OfTheServer.Contains(name) || name.StartsWith("access-control-", StringComparison.Ordinal));

    private string Value(CaseStep step, string name, string value) =>
        step.IsAdmin && name == "content-type" ? value.Split(';')[0] : placeholders.Hide(value);

    private (string Name, JsonNode? Body)? Body(CaseStep step, RawAnswer answer)
    {
        var bytes = Unpacked(answer);
        if (bytes.IsEmpty)
            return null;
        try
        {
            var text = Strict.GetString(bytes.Span);
            return step.IsAdmin && AsJson(text) is { } json ? ("json", new PlainJson(placeholders).Of(json)) : ("body", placeholders.Hide(text));
        }
        catch (DecoderFallbackException)
        {
            return ("base64Body", Convert.ToBase64String(bytes.Span));
        }
    }

    private static JsonNode? AsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Two programs pack one text in two ways.</summary>
    private static ReadOnlyMemory<byte> Unpacked(RawAnswer answer)
    {
        if (!answer.Values("Content-Encoding").Contains("gzip"))
            return answer.Body;
        try
        {
            using var packed = new GZipStream(new MemoryStream(answer.Body.ToArray()), CompressionMode.Decompress);
            using var body = new MemoryStream();
            packed.CopyTo(body);
            return body.ToArray();
        }
        catch (InvalidDataException)
        {
            return answer.Body;
        }
    }

    private static string Word(Failure failure) => failure.ToString().ToLowerInvariant();
}
