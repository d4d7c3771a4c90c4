using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Observation.Recordings;

/// <summary>The exchanges that our own <c>report.json</c> holds of violated rules.</summary>
internal static class ReportReader
{
    public static ImmutableArray<RecordedExchange> Read(RecordingNode root) =>
        [.. root["rules"].List.Where(rule => rule["exchanges"].Exists).SelectMany(rule => rule["exchanges"].List).Select(Exchange)];

    private static RecordedExchange Exchange(RecordingNode exchange) => new(exchange["method"].Text, exchange["url"].Url,
        (int)exchange["status"].Number, DateTimeOffset.UnixEpoch, TimeSpan.Zero)
    {
        RequestHeaders = Headers(exchange["requestHeaders"]),
        ResponseHeaders = Headers(exchange["headers"]),
        RequestBody = exchange["requestBody"].OptionalText,
        LacksRequestBody = exchange["isCut"].Node?.ToString() == "true",
        Body = exchange["isCut"].Node?.ToString() == "true" ? null : exchange["body"].OptionalText,
        // A report holds no keys, and no times.
        LacksKeys = true,
        At = exchange.Path,
    };

    private static ImmutableArray<KeyValuePair<string, string>> Headers(RecordingNode headers) =>
        [.. (headers.Node as JsonObject ?? []).Select(header => KeyValuePair.Create(header.Key, header.Value?.ToString() ?? ""))];
}
