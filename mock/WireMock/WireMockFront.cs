using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Journal;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.WireMock;

/// <summary>Stands before WireMock.Net: its admin API is guarded, all else is for its stubs, and then for the contract.</summary>
internal sealed class WireMockFront(Func<Front> current, WireMockAdmin admin, StubErrors errors)
{
    // So many of these fit into the log that its limit of entries is enough.
    private const int LargeBodyBytes = 4 << 10;

    public async Task AnswerAsync(HttpContext context, RequestDelegate wireMock)
    {
        var front = current();
        var exchange = new Exchange(context, front.Services.Options.Clock);
        try
        {
            if (WireMockAdmin.Owns(context.Request.Path))
                await admin.AnswerAsync(context, wireMock);
            else
                await AnswerAsync(exchange, wireMock);
        }
#pragma warning disable CA1031 // Whatever goes wrong, the client is owed an answer without a stack trace.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            await front.ExplainAsync(exchange, wrong);
        }
        front.Finish(exchange);
    }

    private async Task AnswerAsync(Exchange exchange, RequestDelegate wireMock)
    {
        var context = exchange.Context;
        Cors.Allow(context);
        if (Cors.IsPreflight(context.Request))
        {
            await Cors.AnswerPreflightAsync(context);
            return;
        }
        var body = await RequestBody.ReadAsync(context);
        // What is longer the contract refuses; WireMock.Net would parse and keep it.
        if (body.Sent.Length <= RequestBody.Limit && await TryStubAsync(exchange, body.Sent, wireMock))
            return;
        context.Response.Clear();
        Cors.Allow(context);
        await current().AnswerContractAsync(exchange, body);
    }

    private async Task<bool> TryStubAsync(Exchange exchange, ReadOnlyMemory<byte> body, RequestDelegate wireMock)
    {
        var context = exchange.Context;
        var own = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var answer = new FallThroughStream(context.Response, own.Stream);
        var error = errors.Watch();
        context.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer, own));
        try
        {
            await wireMock(context);
        }
#pragma warning disable CA1031 // It throws at queries, hosts and bodies that it cannot read; the contract can.
        catch (Exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return false;
        }
        finally
        {
            context.Features.Set(own);
        }
        if (body.Length > LargeBodyBytes)
            admin.TrimLog();
        if (answer.FellThrough && error.Message is null)
            return false;
        if (answer.FellThrough)
            await AdminResult.Error(StatusCodes.Status500InternalServerError, "The stub cannot answer", error.Message!).ExecuteAsync(context);
        exchange.Entry = current().Services.Journal.Add(exchange.Method, exchange.Target.Path, exchange.Target.Query, context.Request.Headers, body,
            Sent(context.Response, answer.Kept), AnsweredBy.Stub);
        return true;
    }

    private static SimulatedResponse Sent(HttpResponse response, ReadOnlyMemory<byte> body) => new(response.StatusCode, response.ContentType,
        [.. response.Headers.Where(header => header.Key != "Content-Type").Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))], body);
}
