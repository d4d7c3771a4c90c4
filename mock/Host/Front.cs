using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Responses;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Host;

/// <summary>Every request comes in here: the mock's own pages first, then stubs, whatever else goes to a simulator.</summary>
/// <param name="options">What the mock was started with.</param>
/// <param name="silos">Its silos.</param>
/// <param name="overlay">Its stubs and its journal.</param>
/// <param name="log">Takes a line for each request, or null.</param>
/// <param name="shutdown">Ends the mock.</param>
internal sealed class Front(MockOptions options, Silos silos, Overlay overlay, RequestLog? log, Action shutdown)
{
    private readonly OwnPages _own = new(options, silos, overlay, shutdown);
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
        if (!OwnPages.IsAdmin(target.Path))
            return AnswerAsync(context, new Asked(target, silos.Home, ""));
        if (Cors.IsPreflight(context.Request))
            return Cors.AnswerPreflight(context);
        if (Door.Enter(target) is not { } door)
            return _own.AnswerAsync(context, target);
        return silos.Find(door.Name) is { } access
            ? AnswerAsync(context, new Asked(door.Target, access.Silo, Door.PathOf(access.Silo)))
            : AdminAnswer.NoSilo(silos, door.Name).WriteAsync(context);
    }

    private async Task AnswerAsync(HttpContext context, Asked asked)
    {
        var body = await RequestBody.ReadAsync(context);
        if (overlay.IsIdle)
        {
            await WithoutStubsAsync(context, asked, body, null);
            return;
        }
        var started = options.Clock.GetTimestamp();
        var request = StubRequest.Of(context, asked.Target, body, options.Clock.GetUtcNow());
        // A page that asks first whether it may call is answered by the mock, unless a stub is about just that.
        var stub = overlay.Stubs.IsEmpty ? null : overlay.Stubs.Take(request, forThisMethod: Cors.IsPreflight(context.Request));
        var served = new ServeEvent(request, stub);
        overlay.Journal.Add(served);
        if (stub is null)
            await WithoutStubsAsync(context, asked, body, served);
        else
            await overlay.Responder.AnswerAsync(context, request, stub, other => ContractAsync(other, asked), sent => overlay.Journal.Note(served, sent));
        served.Took = options.Clock.GetElapsedTime(started);
    }

    /// <summary>The contract's answer, or the mock's own where no API has the path: a stub may change either.</summary>
    private async ValueTask<SimulatedResponse?> ContractAsync(StubRequest request, Asked asked)
    {
        if (await _gate.AskAsync(Simulated(request, asked), asked.Door) is var (answer, _))
            return answer;
        var unknown = _gate.Unknown(asked.Target.Path, []);
        return new SimulatedResponse(unknown.Status, unknown.ContentType, unknown.Headers, unknown.Body);
    }

    private async Task WithoutStubsAsync(HttpContext context, Asked asked, ReadOnlyMemory<byte> body, ServeEvent? served)
    {
        if (Cors.IsPreflight(context.Request))
        {
            await Cors.AnswerPreflight(context);
            served?.Sent = new SentResponse(context.Response.StatusCode, [], default);
        }
        else if (asked.Prefix.Length == 0 && OwnPages.Owns(asked.Target.Path))
        {
            await _own.AnswerAsync(context, asked.Target);
            served?.Sent = new SentResponse(context.Response.StatusCode, [], default);
        }
        else
        {
            var headers = context.Request.Headers;
            var request = new SimulatedRequest(
                context.Request.Method.ToUpperInvariant(), asked.Target.Path, asked.Target.Query, name => headers[name], body)
            { Base = asked.Prefix };
            await ContractAsync(context, request, asked, served);
        }
    }

    private async Task ContractAsync(HttpContext context, SimulatedRequest request, Asked asked, ServeEvent? served)
    {
        if (await _gate.AskAsync(request, asked.Door) is var (answer, api))
        {
            served?.Contract = new ContractReply(api, answer.Status, answer.ContentType, answer.Headers);
            if (!overlay.Responder.Delays.IsNone)
                await overlay.Responder.HoldAsync(context.RequestAborted);
            await Gate.WriteAsync(context, answer);
            return;
        }
        var refusal = _gate.Unknown(request.Path, served is null ? [] : NearMiss.Of(served.Request, overlay.Stubs.All));
        if (served is not null)
            overlay.Journal.Refuse(served, refusal);
        await refusal.WriteAsync(context);
    }

    private static SimulatedRequest Simulated(StubRequest request, Asked asked) =>
        new(request.Method, request.Path, request.Query, name => request.Headers[name], request.Body) { Base = asked.Prefix };

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

    /// <summary>What is asked of the APIs.</summary>
    /// <param name="Target">Without the silo's door.</param>
    /// <param name="Door">The silo whose modes govern requests without a valid key.</param>
    /// <param name="Prefix">What stood before the path: nothing, or the path of the silo's door.</param>
    private sealed record Asked(Target Target, Silo Door, string Prefix);
}
