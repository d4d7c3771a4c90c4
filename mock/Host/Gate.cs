using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Admin.Stubs;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Host;

/// <summary>Between HTTP and the simulators: the request handed over, the response written.</summary>
internal sealed class Gate(MockOptions options, Silos silos)
{
    private readonly ImmutableArray<Way> _ways =
    [
        .. options.Contracts.Select(contract =>
            new Way(contract.Api, new Simulator(contract, options.Clock), new Races(contract, silos, options.Clock))),
    ];

    /// <summary>The contract's answer and its API's name, or null where no API has the path.</summary>
    /// <param name="request">The request, without what stood before the path.</param>
    /// <param name="door">The silo whose modes govern requests without a valid key.</param>
    public async ValueTask<(SimulatedResponse Response, string Api)?> AskAsync(SimulatedRequest request, Silo door)
    {
        if (Find(request.Path) is not { } way)
            return null;
        if (way.Races.Find(request, door) is { } meeting)
            request = request with { Overlaps = await meeting.WaitAsync() };
        return (way.Simulator.Answer(request, silos, door), way.Api);
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

    public static async ValueTask WriteAsync(HttpContext context, SimulatedResponse answer)
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
            return;
        }
        response.ContentLength = answer.Body.Length;
        // HEAD is GET without the body (RFC 9110, 9.3.2).
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }

    private Way? Find(string path)
    {
        // Whoever has the path comes before those whose paths begin alike.
        foreach (var way in _ways)
        {
            if (way.Simulator.Has(path))
                return way;
        }
        foreach (var way in _ways)
        {
            if (way.Simulator.Knows(path))
                return way;
        }
        return null;
    }

    /// <summary>What requests to one API go through.</summary>
    private sealed record Way(string Api, Simulator Simulator, Races Races);
}
