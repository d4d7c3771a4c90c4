using System.Net;
using System.Net.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlanisoContract.Conformance.Observation.Recordings;
using Yarp.ReverseProxy.Forwarder;

namespace PlanisoContract.Conformance.Observation.Live;

/// <summary>Stands between clients and the target. Clients see the target's answers as they are; an observer gets a copy.</summary>
internal sealed class ObservingProxy : IAsyncDisposable
{
    public const string StatePath = "/__observe";

    // The target's answers may take their time.
    private static readonly ForwarderRequestConfig Forwarding = new() { ActivityTimeout = TimeSpan.FromMinutes(10) };

    // A stream without an end must not keep the verdict.
    private static readonly TimeSpan EndOfStreams = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client;
    private readonly IHttpForwarder _forwarder;
    private readonly TargetTransformer _transformer;
    private readonly LiveObserver _observer;
    private readonly string _target;
    private readonly TimeProvider _clock;

    private ObservingProxy(WebApplication app, HttpMessageInvoker client, Uri target, LiveObserver observer, bool keepsAddresses, TimeProvider clock)
    {
        (_app, _client, _observer, _clock) = (app, client, observer, clock);
        _target = target.AbsoluteUri.TrimEnd('/');
        _forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        _transformer = new TargetTransformer(target, keepsAddresses);
    }

    /// <summary>Where it listens.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];

    /// <param name="target">The base URL of the target.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="observer">Gets what passes.</param>
    /// <param name="handler">Sends to the target.</param>
    /// <param name="keepsAddresses">Whether Location and cookies are left as the target wrote them.</param>
    /// <param name="clock">The clock.</param>
    public static async Task<ObservingProxy> Start(Uri target, string[] urls, LiveObserver observer, SocketsHttpHandler handler, bool keepsAddresses, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(urls).ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = null;
            server.Limits.MinRequestBodyDataRate = null;
            server.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = EndOfStreams);
        var app = builder.Build();
        (handler.UseProxy, handler.AllowAutoRedirect, handler.UseCookies, handler.AutomaticDecompression) = (false, false, false, DecompressionMethods.None);
        handler.ActivityHeadersPropagator = null;
        var proxy = new ObservingProxy(app, new HttpMessageInvoker(handler), target, observer, keepsAddresses, clock);
        app.Run(proxy.Handle);
        await app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        // Answers that are under way are ended first.
        await _app.StopAsync();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task Handle(HttpContext context)
    {
        if (context.Request.Method == "GET" && context.Request.Path == StatePath)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(_observer.State().ToJsonString());
            return;
        }
        var started = _clock.GetUtcNow();
        var uri = new Uri(_target + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var write = _observer.Began(context.Request.Method, uri, started);
        var (sent, received) = (new CopyingStream(context.Request.Body), new CopyingStream(context.Response.Body));
        context.Request.Body = sent;
        context.Response.Body = received;
        var headers = LiveExchange.Headers(context.Request.Headers);
        var error = ForwarderError.Request;
        try
        {
            error = await _forwarder.SendAsync(context, _target, _client, Forwarding, _transformer);
        }
        finally
        {
            // The answer has gone out already; its end is told late rather than early.
            _observer.Ended(new LiveExchange(
                new RecordedExchange(context.Request.Method, uri, error == ForwarderError.None ? context.Response.StatusCode : 0, started, _clock.GetUtcNow() - started)
                {
                    RequestHeaders = headers,
                    ResponseHeaders = LiveExchange.Headers(context.Response.Headers),
                }, write, sent, received));
        }
    }
}
