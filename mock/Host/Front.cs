using Microsoft.AspNetCore.Connections;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Responses;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Host;

/// <summary>Every request comes in here: the mock's own pages first, then stubs, whatever else goes to a simulator.</summary>
/// <remarks>
/// Most answers are there at once. What may have to wait does so in a method of its own, so that the others pass through no
/// state machine: it would copy what it holds, and cost as much as the simulator.
/// </remarks>
/// <param name="options">What the mock was started with.</param>
/// <param name="silos">Its silos.</param>
/// <param name="overlay">Its stubs and its journal.</param>
/// <param name="log">Takes a line for each request, or null.</param>
/// <param name="shutdown">Ends the mock.</param>
internal sealed class Front(MockOptions options, Silos silos, Overlay overlay, RequestLog? log, Action shutdown)
{
    private readonly OwnPages _own = new(options, silos, overlay, shutdown);
    private readonly Gate _gate = new(options, silos);
    private readonly Shortcuts _shortcuts = new();

    public Task AnswerAsync(HttpContext context)
    {
        var exchange = new Exchange(context, options.Clock.GetTimestamp());
        Cors.Open(context.Response);
        try
        {
            var answering = RouteAsync(exchange);
            if (!answering.IsCompletedSuccessfully)
                return FinishAsync(exchange, answering);
        }
#pragma warning disable CA1031 // Looked into where those are that come later.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            return FinishAsync(exchange, Task.FromException(wrong));
        }
        Note(exchange);
        return Task.CompletedTask;
    }

    private async Task FinishAsync(Exchange exchange, Task answering)
    {
        try
        {
            await answering;
        }
        catch (BadHttpRequestException wrong)
        {
            await Problem(exchange.Context, wrong.StatusCode, "The request cannot be read", wrong.Message);
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
            await Problem(exchange.Context, StatusCodes.Status500InternalServerError, "A bug of the mock", $"{bug.GetType().Name}: {bug.Message}");
        }
        Note(exchange);
    }

    private void Note(Exchange exchange)
    {
        exchange.Served?.End(options.Clock.GetElapsedTime(exchange.Started));
        log?.Add(exchange);
    }

    private Task RouteAsync(Exchange exchange)
    {
        var (context, target) = (exchange.Context, exchange.Whole);
        if (!OwnPages.IsAdmin(target.Path))
        {
            (exchange.Target, exchange.Door) = (target, silos.Home);
            return ReadAsync(exchange);
        }
        if (Cors.IsPreflight(context.Request))
            return Cors.AnswerPreflight(context);
        if (Door.Enter(target) is not { } door)
            return _own.AnswerAsync(context, target);
        if (silos.Find(door.Name) is not { } access)
            return AdminAnswer.NoSilo(silos, door.Name).WriteAsync(context);
        (exchange.Target, exchange.Door, exchange.Prefix) = (door.Target, access.Silo, Door.PathOf(access.Silo));
        return ReadAsync(exchange);
    }

    private Task ReadAsync(Exchange exchange)
    {
        var reading = RequestBody.ReadAsync(exchange.Context);
        if (!reading.IsCompletedSuccessfully)
            return WaitAsync(exchange, reading);
        exchange.Body = reading.Result;
        return ServeAsync(exchange);
    }

    private async Task WaitAsync(Exchange exchange, ValueTask<ReadOnlyMemory<byte>> reading)
    {
        exchange.Body = await reading;
        await ServeAsync(exchange);
    }

    private Task ServeAsync(Exchange exchange)
    {
        if (overlay.IsIdle)
            return WithoutStubsAsync(exchange);
        var request = StubRequest.Of(exchange.Context.Features, exchange.Method, exchange.Target, exchange.Body, options.Clock.GetUtcNow());
        // A page that asks first whether it may call is answered by the mock, unless a stub is about just that.
        var stub = overlay.Stubs.IsEmpty ? null : overlay.Stubs.Take(request, forThisMethod: Cors.IsPreflight(exchange.Context.Request));
        var served = exchange.Served = new ServeEvent(request, stub);
        overlay.Journal.Add(served);
        return stub is null ? WithoutStubsAsync(exchange) : StubAsync(exchange, served, stub);
    }

    private Task<SentResponse> StubAsync(Exchange exchange, ServeEvent served, StubMapping stub) => overlay.Responder.AnswerAsync(
        exchange.Context, served.Request, stub, other => ContractAsync(other, exchange), sent => overlay.Journal.Note(served, sent));

    /// <summary>The contract's answer, or the mock's own where no API has the path: a stub may change either.</summary>
    private async ValueTask<SimulatedResponse?> ContractAsync(StubRequest request, Exchange exchange)
    {
        if (_gate.TryFind(request.Path, out var api, out var way))
        {
            var simulated = new SimulatedRequest(request.Method, request.Path, request.Query, name => request.Headers[name], request.Body)
            {
                Base = exchange.Prefix,
            };
            return await api.AskAsync(simulated, way, exchange.Door!, out _);
        }
        var unknown = _gate.Unknown(exchange.Target.Path, []);
        return new SimulatedResponse(unknown.Status, unknown.ContentType, unknown.Headers, unknown.Body);
    }

    private Task WithoutStubsAsync(Exchange exchange)
    {
        if (Cors.IsPreflight(exchange.Context.Request))
            return OwnAsync(exchange, Cors.AnswerPreflight(exchange.Context));
        if (exchange.Prefix.Length == 0 && OwnPages.Owns(exchange.Target.Path))
            return OwnAsync(exchange, _own.AnswerAsync(exchange.Context, exchange.Target));
        return ContractAsync(exchange);
    }

    private static async Task OwnAsync(Exchange exchange, Task answering)
    {
        await answering;
        exchange.Served?.Sent = new SentResponse(exchange.Context.Response.StatusCode, [], default);
    }

    private Task ContractAsync(Exchange exchange)
    {
        if (_shortcuts.Find(exchange) is { } known && known.CachedResponse.Answer() is { } kept)
            return GiveAsync(exchange, known.Api, new(kept));
        if (!_gate.TryFind(exchange.Target.Path, out var api, out var way))
            return RefuseAsync(exchange);
        var asking = api.AskAsync(exchange.Simulated(_shortcuts.Watch(exchange)), way, exchange.Door!, out var shortcut);
        if (shortcut is not null)
            _shortcuts.Keep(exchange, api.Name, shortcut);
        return GiveAsync(exchange, api.Name, asking);
    }

    private Task GiveAsync(Exchange exchange, string api, ValueTask<SimulatedResponse> asking) =>
        asking.IsCompletedSuccessfully && overlay.Responder.Delays.IsNone
            ? SendAsync(exchange, api, asking.Result)
            : HoldAsync(exchange, api, asking);

    private async Task HoldAsync(Exchange exchange, string api, ValueTask<SimulatedResponse> asking)
    {
        var answer = await asking;
        await overlay.Responder.HoldAsync(exchange.Context.RequestAborted);
        await SendAsync(exchange, api, answer);
    }

    private static Task SendAsync(Exchange exchange, string api, SimulatedResponse answer)
    {
        exchange.Served?.Contract = new ContractReply(api, answer.Status, answer.ContentType, answer.Headers);
        return Gate.WriteAsync(exchange.Context, answer);
    }

    private Task RefuseAsync(Exchange exchange)
    {
        var served = exchange.Served;
        var refusal = _gate.Unknown(exchange.Target.Path, served is null ? [] : NearMiss.Of(served.Request, overlay.Stubs.All));
        if (served is not null)
            overlay.Journal.Refuse(served, refusal);
        return refusal.WriteAsync(exchange.Context);
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
