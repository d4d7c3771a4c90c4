using System.IO.Pipelines;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Hosting;

/// <summary>Writes what a simulator answers to the connection.</summary>
internal static class ResponseWriter
{
    // As much as Kestrel takes before it waits for the client.
    private const int PartBytes = 64 << 10;

    public static ValueTask WriteAsync(HttpContext context, SimulatedResponse answer)
    {
        WriteHead(context.Response, answer);
        // HEAD is GET without the body (RFC 9110, 9.3.2).
        return answer.Body.IsEmpty || HttpMethods.IsHead(context.Request.Method)
            ? ValueTask.CompletedTask : WriteInPartsAsync(context.Response.BodyWriter, answer.Body);
    }

    /// <summary>Sets what comes before the body.</summary>
    public static void WriteHead(HttpResponse response, SimulatedResponse answer)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers.Append(name, value);
        if (answer.ContentType is not null)
            response.ContentType = answer.ContentType;
        if (!answer.Body.IsEmpty || answer.Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
            response.ContentLength = answer.Body.Length;
    }

    // Kestrel copies what is written before it sends it. A great list at once would take as much memory again for each
    // connection; part by part it is copied within the processor's cache, to memory that has just become free.
    private static async ValueTask WriteInPartsAsync(PipeWriter writer, ReadOnlyMemory<byte> body)
    {
        for (var rest = body; !rest.IsEmpty; rest = rest[Math.Min(PartBytes, rest.Length)..])
        {
            // Kestrel knows by itself when the client is gone.
            var flushed = await writer.WriteAsync(rest[..Math.Min(PartBytes, rest.Length)], CancellationToken.None);
            if (flushed.IsCompleted)
                return;
        }
    }
}
