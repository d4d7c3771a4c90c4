using System.Collections.Immutable;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Host;

/// <summary>Between HTTP and the simulators: the request handed over, the response written.</summary>
internal sealed class Gate(MockOptions options, Silos silos)
{
    private readonly ImmutableArray<Way> _ways =
    [
        .. options.Contracts.Select(contract =>
            new Way(new Simulator(contract, options.Clock), new Races(contract, silos, options.Clock))),
    ];

    /// <summary>The contract's answer, or null where no API has the path.</summary>
    /// <param name="request">The request, without what stood before the path.</param>
    /// <param name="door">The silo whose modes govern requests without a valid key.</param>
    public async ValueTask<SimulatedResponse?> AskAsync(SimulatedRequest request, Silo door)
    {
        if (Find(request.Path) is not { } way)
            return null;
        if (way.Races.Find(request, door) is { } meeting)
            request = request with { Overlaps = await meeting.WaitAsync() };
        return way.Simulator.Answer(request, silos, door);
    }

    /// <summary>404, from the mock itself: no API has the path.</summary>
    public AdminAnswer Unknown(string path) => AdminAnswer.Error(StatusCodes.Status404NotFound, "No API has this path",
        $"{path} belongs to none of: {string.Join(", ", options.Contracts.Select(contract => contract.Api))}. The page / lists what there is.");

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
    private sealed record Way(Simulator Simulator, Races Races);
}
