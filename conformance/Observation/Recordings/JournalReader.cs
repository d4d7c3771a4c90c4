using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Observation.Recordings;

/// <summary>Entries of the mock's journal as <c>GET /__admin/journal/ID</c> shows them, in a list or as <c>entries</c>; the journal's own list lacks bodies.</summary>
internal static class JournalReader
{
    // The journal has paths alone.
    private const string Host = "http://mock.journal";

    public static ImmutableArray<RecordedExchange> Read(RecordingNode entries) =>
        [.. entries.List.Where(entry => entry["api"].Node is not null || entry["operation"].Node is not null || entry["status"].Exists).Select(Entry)];

    private static RecordedExchange Entry(RecordingNode entry)
    {
        var query = entry["query"].OptionalText ?? "";
        var elapsed = TimeSpan.FromMilliseconds(entry["elapsedMs"].OptionalNumber ?? 0);
        var (body, fault) = Body(entry["response"]);
        var key = entry["key"].OptionalText;
        return new RecordedExchange(entry["method"].Text, new Uri($"{Host}{entry["path"].Text}{(query.Length > 0 ? $"?{query}" : "")}"),
            (int)entry["status"].Number, entry["at"].Time - elapsed, elapsed)
        {
            RequestHeaders = Headers(entry["request"]["headers"]),
            ResponseHeaders = Headers(entry["response"]["headers"]),
            RequestBody = Body(entry["request"]).Text is { Length: > 0 } sent ? sent : null,
            LacksRequestBody = !entry["request"].Exists,
            Body = body,
            TextFault = fault,
            // Of a key that is none of the default ones two characters are told, which several keys may have.
            LacksKeys = key?.EndsWith('…') == true || !entry["request"].Exists,
            At = entry.Path,
        };
    }

    private static ImmutableArray<KeyValuePair<string, string>> Headers(RecordingNode headers) =>
        [.. (headers.Node as JsonObject ?? []).Select(header => KeyValuePair.Create(header.Key, header.Value?.ToString() ?? ""))];

    private static (string? Text, string? Fault) Body(RecordingNode message) =>
        !message.Exists ? (null, null)
        : message["body"].OptionalText is { } text ? (text.TrimStart('\uFEFF'), text.StartsWith('\uFEFF') ? Utf8Text.Mark : null)
        : message["bodyBase64"].OptionalText is { } bytes ? Utf8Text.Read(Convert.FromBase64String(bytes))
        : ("", null);
}
