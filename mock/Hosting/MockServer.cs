using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Console;
using PlanisoContract.Mock.Watching;
using PlanisoContract.Mock.WireMock;

namespace PlanisoContract.Mock.Hosting;

/// <summary>A running mock: Kestrel in front of the contracts. Disposing stops it at once.</summary>
internal sealed class MockServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RequestLog? _log;
    private readonly AdminAccess _access;
    private volatile Front _front;
    private WireMockAddress? _wireMock;

    private MockServer(MockOptions options)
    {
        var services = new MockServices(options);
        _log = options.Log is { } writer ? new RequestLog(writer, options, services.Redaction) : null;
        _access = new AdminAccess(options.AdminKey, options.AdminOrigins);
        _app = Build(options);
        _front = FrontOf(services, _app.Services);
        _app.Run(AnswerAsync);
    }

    public MockServices Services => _front.Services;

    /// <summary>The addresses it listens on, with their actual ports.</summary>
    public ImmutableArray<string> Urls => [.. _app.Urls];

    /// <summary>The first of <see cref="Urls"/>.</summary>
    public string Url => Urls[0];

    /// <summary>Where the WireMock.Net server listens, or null without one.</summary>
    public string? WireMockUrl => _wireMock?.Url;

    /// <exception cref="StartException">An address cannot be listened on, or a silo's settings are wrong.</exception>
    public static async Task<MockServer> StartAsync(MockOptions options, CancellationToken stop = default)
    {
        CheckAccess(options);
        var server = new MockServer(options);
        try
        {
            await server.Services.OpenStoreAsync();
            await server._app.StartAsync(stop);
            server.StartWireMock();
            return server;
        }
        catch (StartException)
        {
            await server.DisposeAsync();
            throw;
        }
        // Kestrel has no common type for what can be wrong with an address.
        catch (Exception wrong) when (wrong is IOException or InvalidOperationException or SocketException)
        {
            await server.DisposeAsync();
            throw new StartException(ServerAddress.Explain(wrong));
        }
    }

    /// <summary>Answers a request, be it over a connection or none.</summary>
    public Task AnswerAsync(HttpContext context) => _front.AnswerAsync(context);

    /// <summary>
    /// Puts other contracts in the place of those that there are. Each request is answered by the ones that are in force when all of it has
    /// come; what comes while records are brought over waits. Only where contracts are watched.
    /// </summary>
    /// <param name="options">With the other contracts.</param>
    /// <param name="move">Brings over what the mock before held. Where it throws, all stays as it was.</param>
    public async Task ReplaceAsync(MockOptions options, Action<MockServices, MockServices> move)
    {
        var before = _front;
        var services = before.Services.With(options);
        await before.Gate!.CloseAsync();
        try
        {
            await before.Services.MoveAsync(services, move);
        }
        catch
        {
            services = before.Services;
            throw;
        }
        finally
        {
            // What routes belong to is kept by the provider that they were made with, so each has its own.
            _front = FrontOf(services, Build(options).Services);
            before.Gate.Forward(_front);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _wireMock?.Dispose();
        try
        {
            // Connections that are kept alive are closed, not waited for.
            await _app.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
        }
        await _app.DisposeAsync();
        if (Services.Commits is { } commits)
            await commits.DisposeAsync();
        if (_log is not null)
            await _log.DisposeAsync();
    }

    private void StartWireMock()
    {
        if (Services.Options.WireMock is not { } options)
            return;
        _wireMock = WireMockAddress.Start(options, () => _front, _access);
        Services.ResetDone += _wireMock.Reset;
    }

    private static void CheckAccess(MockOptions options)
    {
        var urls = options.WireMock is { } wireMock ? options.Urls.Append(wireMock.Url) : options.Urls;
        var open = urls.Select(ServerAddress.Parse).Where(url => !ServerAddress.IsLoopback(url)).ToList();
        if (open.Count > 0 && options.AdminKey is null)
            throw new StartException($"{string.Join(", ", open)} can be reached from other machines: choose who may steer the mock with --admin-key KEY.");
    }

    // Empty: neither files of the directory that it is started in nor variables of ASP.NET's change a mock.
    private static WebApplication Build(MockOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        if (options.Urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls([.. options.Urls.Select(ServerAddress.Parse)]);
        builder.Services.AddRoutingCore();
        // Ctrl+C belongs to the program, or to the test that the mock runs in.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    private static void Configure(KestrelServerOptions kestrel, MockOptions options)
    {
        KestrelSettings.Apply(kestrel);
        if (options.Certificate is { } file)
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = ServerCertificate.Load(file));
    }

    private Front FrontOf(MockServices services, IServiceProvider provider) =>
        new(services, new ApiSet(services), _log, services.Options.AreContractsWatched ? new RequestGate() : null) { Pages = PagesOf(services, provider) };

    private RequestDelegate PagesOf(MockServices services, IServiceProvider provider)
    {
        var pages = new ApplicationBuilder(provider);
        EndpointDataSource? all = null;
        pages.Use((context, next) => _access.CheckAsync(context, next));
        ConsolePages.UseSwagger(pages);
        pages.Use((context, next) => OwnPages.FallBackAsync(context, all!, next));
        pages.UseRouting();
        pages.UseEndpoints(routes =>
        {
            HealthEndpoint.Map(routes, services);
            SiloEndpoints.Map(routes, services);
            DataEndpoints.Map(routes, services);
            SnapshotEndpoints.Map(routes, services);
            OverrideEndpoints.Map(routes, services);
            JournalEndpoints.Map(routes, services, context => _front.AnswerAsync(context));
            DocumentEndpoint.Map(routes, services);
            ApiEndpoints.Map(routes, services, _access);
            RecordEndpoints.Map(routes, services);
            RuleEndpoints.Map(routes, services);
            UndoEndpoints.Map(routes, services);
            ConsolePages.Map(routes);
            all = new CompositeEndpointDataSource(routes.DataSources);
        });
        return pages.Build();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
