using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Admin.Stubs;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Host;

/// <summary>Between HTTP and the simulators: who has a path, and the response written.</summary>
internal sealed class Gate(MockOptions options, Silos silos)
{
    // As much as Kestrel takes before it waits for the client.
    private const int Part = 64 << 10;

    private readonly ImmutableArray<ServedApi> _apis = [.. options.Contracts.Select(contract => new ServedApi(contract, silos, options.Clock))];

    /// <summary>Whose path it is; false where no API has it.</summary>
    /// <param name="path">Without what stood before it.</param>
    /// <param name="api">The API.</param>
    /// <param name="way">Where the path leads; null where it only begins as one of the API's does.</param>
    public bool TryFind(string path, [NotNullWhen(true)] out ServedApi? api, out RouteMatch? way)
    {
        // Whoever has the path comes before those whose paths begin alike.
        foreach (var one in _apis)
        {
            if (one.Find(path) is { } found)
            {
                (api, way) = (one, found);
                return true;
            }
        }
        way = null;
        foreach (var one in _apis)
        {
            if (one.Knows(path))
            {
                api = one;
                return true;
            }
        }
        api = null;
        return false;
    }

    /// <summary>404, from the mock itself: no API has the path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="nearest">The stubs that are nearest to the request.</param>
    public AdminAnswer Unknown(string path, ImmutableArray<NearMiss> nearest)
    {
        var error = new JsonObject
        {
            ["title"] = "No API has this path",
            ["detail"] = $"{path} belongs to none of: {string.Join(", ", options.Contracts.Select(contract => contract.Api))}. The page / lists what there is.",
        };
        if (!nearest.IsEmpty)
            error["nearestStubs"] = new JsonArray([.. nearest.Select(Difference.Of)]);
        return AdminAnswer.Json(StatusCodes.Status404NotFound, new JsonObject { ["errors"] = new JsonArray(error) });
    }

    public static Task WriteAsync(HttpContext context, SimulatedResponse answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers.Append(name, value);
        if (answer.ContentType is not null)
            response.ContentType = answer.ContentType;
        if (answer.Body.IsEmpty)
        {
            if (answer.Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
                response.ContentLength = 0;
            return Task.CompletedTask;
        }
        response.ContentLength = answer.Body.Length;
        // HEAD is GET without the body (RFC 9110, 9.3.2).
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        if (answer.Body.Length > Part)
            return WriteInPartsAsync(response.BodyWriter, answer.Body);
        // Kestrel knows by itself when the client is gone.
        var writing = response.BodyWriter.WriteAsync(answer.Body, CancellationToken.None);
        if (!writing.IsCompletedSuccessfully)
            return writing.AsTask();
        _ = writing.Result;
        return Task.CompletedTask;
    }

    // Kestrel copies what is written before it sends it. A great list at once would take as much memory again for each
    // connection; part by part it is copied within the processor's cache, to memory that has just become free.
    private static async Task WriteInPartsAsync(PipeWriter writer, ReadOnlyMemory<byte> body)
    {
        for (var rest = body; !rest.IsEmpty; rest = rest[Math.Min(Part, rest.Length)..])
        {
            var flushed = await writer.WriteAsync(rest[..Math.Min(Part, rest.Length)], CancellationToken.None);
            if (flushed.IsCompleted)
                return;
        }
    }
}
