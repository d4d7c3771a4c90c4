using System.Collections.Immutable;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using PlanisoContract.Conformance.Observation.Knowledge;
using PlanisoContract.Conformance.Observation.Recordings;

namespace PlanisoContract.Conformance.Observation.Live;

/// <summary>An exchange that went through the observer, as bytes; what they say is read off the way of the answer.</summary>
/// <param name="Exchange">Without bodies.</param>
/// <param name="Write">What it may write, or null.</param>
/// <param name="Sent">The request's body.</param>
/// <param name="Received">The body of the answer.</param>
internal sealed record LiveExchange(RecordedExchange Exchange, WriteInterval? Write, CopyingStream Sent, CopyingStream Received)
{
    private const int MaxDecoded = 16 * 1024 * 1024;

    public long Bytes => Sent.Kept + Received.Kept;

    /// <summary>The exchange with its bodies; whatever cannot be decoded counts as not recorded.</summary>
    public RecordedExchange Read()
    {
        var sent = Sent.IsCut ? null : Decoded(Sent.ToArray(), Exchange.RequestHeader("content-encoding"));
        var received = Received.IsCut || Exchange.Status == 0 ? null : Decoded(Received.ToArray(), Exchange.ResponseHeader("content-encoding"));
        var (body, fault) = received is null ? (null, null) : Utf8Text.Read(received);
        return Exchange with
        {
            RequestBody = sent is { Length: > 0 } ? Utf8Text.Read(sent).Text : null,
            LacksRequestBody = sent is null,
            Body = body,
            TextFault = fault,
        };
    }

    public static ImmutableArray<KeyValuePair<string, string>> Headers(IHeaderDictionary headers) =>
        [.. headers.SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value ?? ""))];

    private static byte[]? Decoded(byte[] bytes, string? encoding)
    {
        if (bytes.Length == 0 || encoding is null or "" or "identity")
            return bytes;
        try
        {
            using var source = new MemoryStream(bytes);
            using Stream? decoder = encoding.Trim().ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(source, CompressionMode.Decompress),
                "br" => new BrotliStream(source, CompressionMode.Decompress),
                "deflate" => new ZLibStream(source, CompressionMode.Decompress),
                _ => null,
            };
            if (decoder is null)
                return null;
            using var decoded = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int count; (count = decoder.Read(buffer)) > 0;)
            {
                // A small body may decode to an endless one.
                if (decoded.Length + count > MaxDecoded)
                    return null;
                decoded.Write(buffer, 0, count);
            }
            return decoded.ToArray();
        }
        catch (Exception wrong) when (wrong is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
