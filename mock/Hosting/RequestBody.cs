using System.Buffers;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace PlanisoContract.Mock.Hosting;

/// <summary>A request's body, as much of it as the simulator needs to judge it.</summary>
/// <param name="Sent">The bytes that came, or the first of them, one more than the limit.</param>
/// <param name="Content">What they say: inflated, and a multipart form as a form in the URL's encoding.</param>
/// <param name="ContentType">Of <paramref name="Content"/> where it is another than was sent; else null.</param>
internal readonly record struct RequestBody(ReadOnlyMemory<byte> Sent, ReadOnlyMemory<byte> Content, string? ContentType = null)
{
    /// <summary>Longer bodies are refused, before inflating and after.</summary>
    public const int Limit = 1 << 20;

    private const string Multipart = "multipart/form-data";
    // No API reads it, so each refuses it in its own way.
    private const string Unreadable = "application/octet-stream";
    private const string Form = "application/x-www-form-urlencoded";

    public static ValueTask<RequestBody> ReadAsync(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false ? default : ReadAllAsync(context);

    private static async ValueTask<RequestBody> ReadAllAsync(HttpContext context)
    {
        var sent = await ReadBytesAsync(context);
        if (sent.Length > Limit)
            return new RequestBody(sent, sent);
        var request = context.Request;
        var content = request.Headers.ContentEncoding.Count == 0 ? sent : await InflateAsync(sent, request.Headers.ContentEncoding.ToString());
        if (content is not { } inflated)
            return new RequestBody(sent, sent, Unreadable);
        return request.ContentType?.StartsWith(Multipart, StringComparison.OrdinalIgnoreCase) == true && inflated.Length <= Limit
            ? await UrlEncodeAsync(request, sent, inflated)
            : new RequestBody(sent, inflated);
    }

    // One byte above the limit is enough to be refused; the rest is never kept.
    private static async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            if (read.IsCompleted || read.Buffer.Length > Limit)
            {
                // Copied: Kestrel takes its memory back, and what was parsed from it may live on.
                var body = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, Limit + 1)).ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Null where the bytes are not in the encoding, or nobody here knows it.</summary>
    private static async Task<ReadOnlyMemory<byte>?> InflateAsync(ReadOnlyMemory<byte> sent, string encoding)
    {
        using var compressed = new MemoryStream([.. sent.Span], writable: false);
        await using Stream? inflating = encoding.Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(compressed, CompressionMode.Decompress),
            "deflate" => new ZLibStream(compressed, CompressionMode.Decompress),
            "br" => new BrotliStream(compressed, CompressionMode.Decompress),
            "identity" => compressed,
            _ => null,
        };
        if (inflating is null)
            return null;
        var content = new byte[Limit + 1];
        try
        {
            var length = await inflating.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false);
            return content.AsMemory(0, length);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    // Files in it are left out: no field of the APIs takes one. What is no such form the API refuses by its type.
    private static async Task<RequestBody> UrlEncodeAsync(HttpRequest request, ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> content)
    {
        request.Body = new MemoryStream([.. content.Span], writable: false);
        try
        {
            var form = await request.ReadFormAsync();
            var pairs = form.SelectMany(field => field.Value.Select(value => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(value ?? "")}"));
            return new RequestBody(sent, Encoding.ASCII.GetBytes(string.Join('&', pairs)), Form);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            return new RequestBody(sent, content);
        }
    }
}
