using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace PlanisoContract.Mock.Hosting;

/// <summary>Reads as much of a body as the simulator needs to judge it.</summary>
internal static class RequestBody
{
    /// <summary>Longer bodies are refused.</summary>
    public const int Limit = 1 << 20;

    /// <summary>The body, or its first bytes, one more than the limit.</summary>
    public static ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, int limit = Limit) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false
            ? ValueTask.FromResult(ReadOnlyMemory<byte>.Empty)
            : ReadAllAsync(context, limit + 1);

    // One byte above the limit is enough to be refused; the rest is never kept.
    private static async ValueTask<ReadOnlyMemory<byte>> ReadAllAsync(HttpContext context, int most)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            if (read.IsCompleted || read.Buffer.Length >= most)
            {
                // Copied: Kestrel takes its memory back, and what was parsed from it may live on.
                var body = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, most)).ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
