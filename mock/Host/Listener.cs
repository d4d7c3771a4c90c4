using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace PlanisoContract.Mock.Host;

/// <summary>
/// Kestrel alone. The web host around it would read configuration, gather services and build a pipeline for one delegate:
/// more than half of the time that the mock takes to start, and a part of each request.
/// </summary>
internal sealed class Listener : IDisposable
{
    private readonly KestrelServer _server;

    /// <param name="addresses">As <see cref="Address.Parse"/> gives them.</param>
    public Listener(IEnumerable<string> addresses)
    {
        var log = NullLoggerFactory.Instance;
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), log);
        _server = new KestrelServer(Options.Create(Limited()), transport, log);
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

    public void Dispose() => _server.Dispose();

    private static KestrelServerOptions Limited()
    {
        var kestrel = new KestrelServerOptions
        {
            AddServerHeader = false,
            // Stubs answer with any header; what is not in there becomes a question mark.
            ResponseHeaderEncodingSelector = _ => Encoding.Latin1,
        };
        // The simulator refuses what is too long, in the dialect of the API; RequestBody reads no more than it needs.
        kestrel.Limits.MaxRequestBodySize = null;
        return kestrel;
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
