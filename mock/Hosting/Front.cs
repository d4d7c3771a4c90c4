using System.Globalization;
using Microsoft.AspNetCore.Connections;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Journal;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State.Stores;
using PlanisoContract.Mock.Watching;

namespace PlanisoContract.Mock.Hosting;

/// <summary>Every request comes in here: the mock's own pages go on to the endpoints, all else to the contract.</summary>
/// <param name="services">What the mock consists of.</param>
/// <param name="apis">Who answers for the APIs.</param>
/// <param name="log">Takes a line for each request, or null.</param>
/// <param name="gate">Closes when another one takes its place; null where none ever does.</param>
internal sealed class Front(MockServices services, ApiSet apis, RequestLog? log, RequestGate? gate)
{
    /// <summary>A request that has it gets it back with the number of its entry in the journal.</summary>
    public const string EntryHeader = "Journal-Entry";

    private readonly ResponseCache _cache = new();

    public MockServices Services => services;

    public RequestGate? Gate => gate;

    /// <summary>Serves the mock's own pages.</summary>
    public required RequestDelegate Pages { private get; init; }

    /// <summary>Answers a request, and tells its entry in the journal; null for the mock's own pages.</summary>
    public async Task<JournalEntry?> AnswerAsync(HttpContext context)
    {
        var exchange = new Exchange(context, services.Options.Clock);
        try
        {
            await RouteAsync(exchange);
        }
#pragma warning disable CA1031 // Whatever goes wrong, the client is owed an answer.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            await ExplainAsync(exchange, wrong);
        }
        Finish(exchange);
        return exchange.Entry;
    }

    /// <summary>Has the contract answer a request whose path is that of an API.</summary>
    public Task AnswerContractAsync(Exchange exchange, RequestBody body) => SiloBaseUrl.Parse(exchange.Target) is { } own
        ? AnswerSiloAsync(exchange, body, own.Name, own.Target)
        : AnswerContractAsync(exchange, body, exchange.Target, services.Silos.Default, "");

    /// <summary>Answers a request that could not be answered.</summary>
    public Task ExplainAsync(Exchange exchange, Exception wrong)
    {
        switch (wrong)
        {
            case OperationCanceledException or ConnectionAbortedException or ConnectionResetException:
                // The client left, or the mock stops; there is nobody to answer.
                return Task.CompletedTask;
            case BadHttpRequestException bad:
                return ProblemAsync(exchange.Context, bad.StatusCode, "The request cannot be read", bad.Message);
            default:
                log?.Bug(wrong);
                return ProblemAsync(exchange.Context, StatusCodes.Status500InternalServerError, "A bug of the mock", $"{wrong.GetType().Name}: {wrong.Message}");
        }
    }

    /// <summary>Notes that a request is answered.</summary>
    public void Finish(Exchange exchange)
    {
        exchange.Entry?.Elapsed = services.Options.Clock.GetElapsedTime(exchange.Started);
        log?.Add(exchange);
    }

    /// <summary>Answers a request to one of the mock's own pages.</summary>
    public Task AnswerPageAsync(HttpContext context)
    {
        context.Features.Set(services.Commits);
        context.Features.Set(gate);
        return Pages(context);
    }

    private Task RouteAsync(Exchange exchange) =>
        SiloBaseUrl.Parse(exchange.Target) is { } own ? AnswerSiloAsync(exchange, null, own.Name, own.Target)
        : OwnPages.Owns(exchange.Target.Path) ? AnswerPageAsync(exchange.Context)
        : AnswerAsync(exchange, null, exchange.Target, services.Silos.Default, "");

    private async Task AnswerSiloAsync(Exchange exchange, RequestBody? body, string name, RequestTarget target)
    {
        // Another mock may have made it. Without the store the API refuses the request in its own words.
        var access = services.Commits is null || await TryCatchUpAsync(services.Commits) ? services.Silos.Find(name)
            : services.Silos.Find(name) ?? new Access(services.Silos.Default, CanWrite: false);
        if (access is not null)
            await AnswerAsync(exchange, body, target, access.Silo, SiloBaseUrl.PathOf(access.Silo));
        else
            await AdminResult.NoSilo(services.Silos, name).ExecuteAsync(exchange.Context);
    }

    private async Task AnswerAsync(Exchange exchange, RequestBody? body, RequestTarget target, Silo anonymous, string prefix)
    {
        var context = exchange.Context;
        Cors.Allow(context);
        if (Cors.IsPreflight(context.Request))
            await Cors.AnswerPreflightAsync(context);
        else
            await AnswerContractAsync(exchange, body ?? await RequestBody.ReadAsync(context), target, anonymous, prefix);
    }

    private async Task AnswerContractAsync(Exchange exchange, RequestBody body, RequestTarget target, Silo anonymous, string prefix)
    {
        // All of the request is there: the contract that is in force now answers it.
        if (gate is not null && !gate.TryEnter())
        {
            await (await gate.Next).AnswerContractAsync(exchange, body);
            return;
        }
        using var activity = Telemetry.Begin();
        var (response, decision, _) = await (gate is null ? FindOrAnswerAsync(exchange, body, target, anonymous, prefix) : AnswerInsideAsync(gate, exchange, body, target, anonymous, prefix));
        // Before it is sent: whoever has the answer, or has waited in vain for it, finds it in the journal.
        exchange.Entry = services.Journal.Add(exchange.Method, exchange.Target.Path, exchange.Target.Query, exchange.Context.Request.Headers, body.Sent, response,
            decision is not null ? AnsweredBy.Override : response.IsNotRouted ? AnsweredBy.Nothing : AnsweredBy.Contract, decision?.Ids ?? []);
        if (activity is not null)
            Telemetry.Describe(activity, exchange.Entry, response.Operation ?? apis.Operation(exchange.Method, target.Path));
        if (exchange.Context.Request.Headers.ContainsKey(EntryHeader))
            exchange.Context.Response.Headers[EntryHeader] = exchange.Entry.Id.ToString(CultureInfo.InvariantCulture);
        if (decision is not null && await OverriddenConnection.IsBrokenAsync(exchange.Context, response, decision, services.Options.Clock))
            return;
        await ResponseWriter.WriteAsync(exchange.Context, response);
    }

    private async ValueTask<ApiAnswer> AnswerInsideAsync(RequestGate entered, Exchange exchange, RequestBody body, RequestTarget target, Silo anonymous, string prefix)
    {
        try
        {
            return await FindOrAnswerAsync(exchange, body, target, anonymous, prefix);
        }
        finally
        {
            entered.Leave();
        }
    }

    private ValueTask<ApiAnswer> FindOrAnswerAsync(Exchange exchange, RequestBody body, RequestTarget target, Silo anonymous, string prefix)
    {
        if (services.Commits is { } commits)
            return AnswerStoredAsync(commits, exchange, body, target, anonymous, prefix);
        if (!services.Overrides.List.IsIdle)
            return apis.AnswerAsync(exchange.ToSimulated(target, prefix, body, exchange.Header), anonymous);
        return _cache.Find(exchange, body) is { } cached ? new(new ApiAnswer(cached)) : SimulateAsync(exchange, body, target, anonymous, prefix);
    }

    private ValueTask<ApiAnswer> SimulateAsync(Exchange exchange, RequestBody body, RequestTarget target, Silo anonymous, string prefix)
    {
        var answering = apis.AnswerAsync(exchange.ToSimulated(target, prefix, body, _cache.Watch(exchange, body)), anonymous);
        if (answering.IsCompletedSuccessfully && answering.Result.Cached is { } place)
            _cache.Keep(exchange, place);
        return answering;
    }

    private static async Task<bool> TryCatchUpAsync(CommitQueue commits)
    {
        try
        {
            await commits.CatchUpAsync();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    // Where other mocks write to the same store, a read asks first what they have done; a write does so while it is carried out.
    private async ValueTask<ApiAnswer> AnswerStoredAsync(CommitQueue commits, Exchange exchange, RequestBody body, RequestTarget target, Silo anonymous, string prefix)
    {
        try
        {
            if (exchange.Method is not ("GET" or "HEAD"))
                return await apis.AnswerAsync(exchange.ToSimulated(target, prefix, body, exchange.Header), anonymous);
            await commits.CatchUpAsync();
            if (services.Overrides.List.IsIdle && await commits.ReadAsync(() => _cache.Find(exchange, body)) is { } cached)
                return new ApiAnswer(cached);
            var answer = await apis.AnswerAsync(exchange.ToSimulated(target, prefix, body, _cache.Watch(exchange, body)), anonymous);
            if (answer.Cached is { } place)
                _cache.Keep(exchange, place);
            return answer;
        }
        catch (StoreUnavailableException wrong)
        {
            return new ApiAnswer(apis.Refuse(exchange.ToSimulated(target, prefix, body, exchange.Header), anonymous, wrong.Message));
        }
    }

    private static Task ProblemAsync(HttpContext context, int status, string title, string detail)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer is out: only a broken connection still tells that it is not whole.
            context.Abort();
            return Task.CompletedTask;
        }
        // What was set before belongs to the answer that failed.
        context.Response.Clear();
        Cors.Allow(context);
        return AdminResult.Error(status, title, detail).ExecuteAsync(context);
    }
}
