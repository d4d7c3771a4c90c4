using System.Collections.Immutable;
using System.Net.Sockets;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Host;

/// <summary>A running mock: Kestrel in front of simulators. Disposing stops it at once.</summary>
internal sealed class MockHost : IAsyncDisposable
{
    private readonly Listener _listener;
    private readonly Front _front;
    private readonly RequestLog? _log;

    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MockHost(MockOptions options, Listener listener, Silos silos, Overlay overlay, RequestLog? log)
    {
        Options = options;
        Silos = silos;
        Overlay = overlay;
        _listener = listener;
        _log = log;
        _front = new Front(options, silos, overlay, log, Shutdown);
    }

    public MockOptions Options { get; }

    public Silos Silos { get; }

    /// <summary>Its stubs and its journal.</summary>
    public Overlay Overlay { get; }

    /// <summary>The addresses it listens on, with their actual ports.</summary>
    public ImmutableArray<string> Urls => _listener.Urls;

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
        var host = new MockHost(options, new Listener(addresses), silos, overlay, log);
        try
        {
            await host._listener.StartAsync(host.AnswerAsync, stop);
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
        await _listener.StopAsync();
        await _listener.DisposeAsync();
        await Overlay.DisposeAsync();
        if (_log is not null)
            await _log.DisposeAsync();
    }

    /// <summary>Listens no more; what else there is ends with its owner.</summary>
    private void Shutdown() => Task.Run(async () =>
    {
        await _listener.StopAsync();
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

    /// <summary>Answers a request, be it over a connection or none.</summary>
    public Task AnswerAsync(HttpContext context) => _front.AnswerAsync(context);
}
