using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Host;

/// <summary>Every request comes in here: the mock's own pages first, whatever else goes to a simulator.</summary>
internal sealed class Front(MockOptions options, Silos silos, RequestLog? log)
{
    private readonly OwnPages _own = new(options, silos);
    private readonly Gate _gate = new(options, silos);

    public async Task AnswerAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var target = Target.Of(context.Features.GetRequiredFeature<IHttpRequestFeature>());
        Cors.Open(context.Response);
        try
        {
            await RouteAsync(context, target);
        }
        catch (BadHttpRequestException wrong)
        {
            await Problem(context, wrong.StatusCode, "The request cannot be read", wrong.Message);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ConnectionAbortedException or ConnectionResetException)
        {
            // The client left, or the mock stops; there is nobody to answer.
            return;
        }
#pragma warning disable CA1031 // Whatever a bug of ours throws, the client is owed an answer.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            log?.Bug(bug);
            await Problem(context, StatusCodes.Status500InternalServerError, "A bug of the mock", $"{bug.GetType().Name}: {bug.Message}");
        }
        log?.Add(context, target, started);
    }

    private Task RouteAsync(HttpContext context, Target target)
    {
        if (Cors.IsPreflight(context.Request))
            return Cors.AnswerPreflight(context);
        if (!OwnPages.Owns(target.Path))
            return _gate.AnswerAsync(context, target, silos.Home);
        if (Door.Enter(target) is not { } door)
            return _own.AnswerAsync(context, target);
        return silos.Find(door.Name) is { } access
            ? _gate.AnswerAsync(context, door.Target, access.Silo, Door.PathOf(access.Silo))
            : AdminAnswer.NoSilo(silos, door.Name).WriteAsync(context);
    }

    private static Task Problem(HttpContext context, int status, string title, string detail)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer is out: only a broken connection still tells that it is not whole.
            context.Abort();
            return Task.CompletedTask;
        }
        // What was set before belongs to the answer that failed.
        context.Response.Clear();
        Cors.Open(context.Response);
        return AdminAnswer.Error(status, title, detail).WriteAsync(context);
    }
}
