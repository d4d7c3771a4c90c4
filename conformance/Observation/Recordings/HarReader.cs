using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Observation.Recordings;

/// <summary>Entries of an HTTP Archive (HAR 1.2), as browsers, Playwright, Charles and mitmproxy write them.</summary>
internal static class HarReader
{
    /// <exception cref="RecordingException">An entry is not as HAR 1.2 has it.</exception>
    public static ImmutableArray<RecordedExchange> Read(RecordingNode root)
    {
        var entries = root["log"]["entries"].List.Where(entry => !IsFromCache(entry)).Select(Entry).ToArray();
        // Chrome exports without credentials unless it is asked to.
        var lacksKeys = !entries.Any(entry => entry.RequestHeader("authorization") is not null || entry.RequestHeader("cookie") is not null);
        return [.. entries.Select(entry => entry with { LacksKeys = lacksKeys })];
    }

    // What a browser kept says nothing of the server as it is now.
    private static bool IsFromCache(RecordingNode entry) =>
        entry["_fromCache"].Exists || entry["_fetchedViaServiceWorker"].Node?.ToString() == "true";

    private static RecordedExchange Entry(RecordingNode entry)
    {
        var (request, response) = (entry["request"], entry["response"]);
        var method = request["method"].Text.ToUpperInvariant();
        var status = (int)response["status"].Number;
        var headers = Headers(response["headers"]);
        var (body, fault) = Content(response["content"], method, status, headers);
        var (sent, lacksSent) = Posted(request);
        return new RecordedExchange(method, request["url"].Url, response["_error"].Exists ? 0 : status, entry["startedDateTime"].Time,
            TimeSpan.FromMilliseconds(Math.Max(0, entry["time"].OptionalNumber ?? 0)))
        {
            RequestHeaders = Headers(request["headers"]),
            ResponseHeaders = headers,
            RequestBody = sent,
            LacksRequestBody = lacksSent,
            Body = body,
            TextFault = fault,
            At = entry.Path,
        };
    }

    private static ImmutableArray<KeyValuePair<string, string>> Headers(RecordingNode list) => !list.Exists ? [] :
    [
        // HTTP/2 has the parts of the request line among its headers.
        .. list.List.Select(header => KeyValuePair.Create(header["name"].Text, header["value"].OptionalText ?? "")).Where(header => !header.Key.StartsWith(':')),
    ];

    private static (string? Sent, bool Lacks) Posted(RecordingNode request)
    {
        var posted = request["postData"];
        if (!posted.Exists)
            return (null, request["bodySize"].OptionalNumber is > 0);
        if (posted["text"].OptionalText is { } text)
            return (posted["encoding"].OptionalText == "base64" ? Decoded(posted["text"]).Text : text, false);
        if (!posted["params"].Exists)
            return (null, request["bodySize"].OptionalNumber is > 0);
        var pairs = posted["params"].List;
        return (string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair["name"].Text)}={Uri.EscapeDataString(pair["value"].OptionalText ?? "")}")),
            pairs.Any(pair => pair["fileName"].Exists));
    }

    private static (string? Body, string? Fault) Content(
        RecordingNode content, string method, int status, ImmutableArray<KeyValuePair<string, string>> headers)
    {
        if (content["text"].OptionalText is { Length: > 0 } text)
            return content["encoding"].OptionalText == "base64" ? Decoded(content["text"]) : (text.TrimStart('\uFEFF'), null);
        // A body that a recorder has not kept looks like none, unless something else says that there was none.
        var isNone = method == "HEAD" || status is 204 or 205 or 304
            || headers.Any(header => header.Key.Equals("content-length", StringComparison.OrdinalIgnoreCase) && header.Value.Trim() == "0");
        return (isNone ? "" : null, null);
    }

    private static (string Text, string? Fault) Decoded(RecordingNode text)
    {
        try
        {
            return Utf8Text.Read(Convert.FromBase64String(text.Text));
        }
        catch (FormatException)
        {
            throw text.Wrong("a text in base64");
        }
    }
}
