using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Host;

/// <summary>A running mock: Kestrel in front of simulators. Disposing stops it at once.</summary>
internal sealed class MockHost : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Lazy<RequestDelegate> _pipeline;
    private readonly RequestLog? _log;

    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MockHost(MockOptions options, WebApplication web, Silos silos, Overlay overlay, RequestLog? log)
    {
        Options = options;
        Silos = silos;
        Overlay = overlay;
        _web = web;
        _pipeline = new Lazy<RequestDelegate>(((IApplicationBuilder)web).Build);
        _log = log;
    }

    public MockOptions Options { get; }

    public Silos Silos { get; }

    /// <summary>Its stubs and its journal.</summary>
    public Overlay Overlay { get; }

    public TimeProvider Clock => Options.Clock;

    /// <summary>The addresses it listens on, with their actual ports.</summary>
    public ImmutableArray<string> Urls => [.. _web.Urls];

    /// <summary>Done when a client has asked the mock to end, and it listens no more.</summary>
    public Task Ended => _shutdown.Task;

    /// <summary>The first of <see cref="Urls"/>.</summary>
    public string Url => Urls[0];

    /// <exception cref="StartException">An address cannot be listened on, or a silo's settings are wrong.</exception>
    public static async Task<MockHost> StartAsync(MockOptions options, CancellationToken stop = default)
    {
        var addresses = options.Urls.Select(Address.Parse).ToList();
        var silos = MakeSilos(options);
        RequestLog? log = null;
        var overlay = new Overlay(options, text => log?.Tell(text));
        log = options.Log is { } writer ? new RequestLog(writer, options) : null;
        var web = Build(addresses);
        var host = new MockHost(options, web, silos, overlay, log);
        var front = new Front(options, silos, overlay, log, host.Shutdown);
        web.Run(front.AnswerAsync);
        try
        {
            await web.StartAsync(stop);
            return host;
        }
        // Kestrel has no common type for what can be wrong with an address.
        catch (Exception wrong) when (wrong is IOException or InvalidOperationException or SocketException)
        {
            await host.DisposeAsync();
            throw new StartException(Address.Explain(wrong));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _web.DisposeAsync();
        await Overlay.DisposeAsync();
        if (_log is not null)
            await _log.DisposeAsync();
    }

    private async Task StopAsync()
    {
        try
        {
            // A canceled token: connections that are kept alive are closed, not waited for.
            await _web.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Listens no more; what else there is ends with its owner.</summary>
    private void Shutdown() => Task.Run(async () =>
    {
        await StopAsync();
        _shutdown.TrySetResult();
    });

    private static Silos MakeSilos(MockOptions options)
    {
        try
        {
            var silos = new Silos(options.Contracts, options.Clock);
            foreach (var settings in options.Silos.IsEmpty ? DefaultSilos.From(options.Start) : options.Silos)
                silos.Add(settings);
            return silos;
        }
        catch (ArgumentException wrong)
        {
            throw new StartException(StartException.Reason(wrong));
        }
    }

    /// <summary>Answers a request that comes over no connection.</summary>
    public Task AnswerAsync(HttpContext context) => _pipeline.Value(context);

    private static WebApplication Build(IReadOnlyList<string> addresses)
    {
        // The empty builder reads no configuration and no environment: what is asked for is all there is.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls([.. addresses]).ConfigureKestrel(Limit);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        return builder.Build();
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Stubs answer with any header; what is not in there becomes a question mark.
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        // The simulator refuses what is too long, in the dialect of the API; RequestBody reads no more than it needs.
        kestrel.Limits.MaxRequestBodySize = null;
    }

    /// <summary>The owner of a <see cref="MockHost"/> decides when it ends; signals are the command line's business.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
