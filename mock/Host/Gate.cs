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

    /// <param name="context">The request and its response.</param>
    /// <param name="target">What is asked for.</param>
    /// <param name="door">The silo whose modes govern requests without a valid key.</param>
    /// <param name="prefix">What stood before the path: nothing, or the path of the silo's door.</param>
    public async Task AnswerAsync(HttpContext context, Target target, Silo door, string prefix = "")
    {
        if (Find(target.Path) is not { } way)
        {
            await Unknown(target.Path).WriteAsync(context);
            return;
        }
        var headers = context.Request.Headers;
        var request = new SimulatedRequest(
            context.Request.Method.ToUpperInvariant(), target.Path, target.Query, name => headers[name], await RequestBody.ReadAsync(context))
        {
            Base = prefix,
        };
        if (way.Races.Find(request, door) is { } meeting)
            request = request with { Overlaps = await meeting.WaitAsync() };
        await WriteAsync(context, way.Simulator.Answer(request, silos, door));
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

    private AdminAnswer Unknown(string path) => AdminAnswer.Error(StatusCodes.Status404NotFound, "No API has this path",
        $"{path} belongs to none of: {string.Join(", ", options.Contracts.Select(contract => contract.Api))}. The page / lists what there is.");

    private static async ValueTask WriteAsync(HttpContext context, SimulatedResponse answer)
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

    /// <summary>What requests to one API go through.</summary>
    private sealed record Way(Simulator Simulator, Races Races);
}
