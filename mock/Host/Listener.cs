using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlanisoContract.Mock.Host;

/// <summary>
/// Kestrel alone. The web host around it would read configuration, gather services and build a pipeline for one delegate:
/// more than half of the time that the mock takes to start, and a part of each request.
/// </summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IServer _server;

    /// <param name="addresses">As <see cref="Address.Parse"/> gives them.</param>
    public Listener(IEnumerable<string> addresses)
    {
        var services = new KestrelServices();
        services.UseKestrelCore().ConfigureKestrel(Configure);
        _services = services.Provider();
        _server = _services.GetRequiredService<IServer>();
        foreach (var address in addresses)
            Addresses.Add(address);
    }

    /// <summary>The addresses it listens on, with their actual ports.</summary>
    public ImmutableArray<string> Urls => [.. Addresses];

    private ICollection<string> Addresses => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    /// <exception cref="IOException">An address cannot be listened on; Kestrel has other exceptions for this, too.</exception>
    public Task StartAsync(RequestDelegate answer, CancellationToken stop) => _server.StartAsync(new Application(answer), stop);

    /// <summary>Listens no more. Connections that are kept alive are closed, not waited for.</summary>
    public async Task StopAsync()
    {
        try
        {
            await _server.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Stubs answer with any header; what is not in there becomes a question mark.
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        // The simulator refuses what is too long, in the dialect of the API; RequestBody reads no more than it needs.
        kestrel.Limits.MaxRequestBodySize = null;
    }

    /// <summary>Hands requests over. A connection's requests come one after the other, so that they share a context.</summary>
    private sealed class Application(RequestDelegate answer) : IHttpApplication<DefaultHttpContext>
    {
        public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
        {
            if (contextFeatures is not IHostContextContainer<DefaultHttpContext> connection)
                return new DefaultHttpContext(contextFeatures);
            if (connection.HostContext is not { } context)
                return connection.HostContext = new DefaultHttpContext(contextFeatures);
            context.Initialize(contextFeatures);
            return context;
        }

        public Task ProcessRequestAsync(DefaultHttpContext context) => answer(context);

        public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
    }
}
