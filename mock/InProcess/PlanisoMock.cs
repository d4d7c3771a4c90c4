using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.InProcess;

/// <summary>
/// A mock in this process, on a port of loopback: the APIs acted out, with silos, stubs and a journal as C# calls. Safe for
/// parallel use; there may be several side by side. It ends when it is disposed.
/// </summary>
public sealed partial class PlanisoMock : IAsyncDisposable
{
    private readonly MockHost _host;
    private readonly PlanisoMockOptions _options;
    private readonly AdminCalls _admin;
    private int _disposed;

    private PlanisoMock(MockHost host, PlanisoMockOptions options)
    {
        _host = host;
        _options = options;
        _admin = new AdminCalls(host);
        Url = new Uri(host.Url);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Url { get; }

    /// <summary>Starts a mock; with no options it acts out all APIs on a free port, with the default silos.</summary>
    /// <param name="options">What it is started with.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="PlanisoMockException">An option is wrong, or the port is taken.</exception>
    public static async Task<PlanisoMock> StartAsync(PlanisoMockOptions? options = null, CancellationToken stop = default)
    {
        options ??= new PlanisoMockOptions();
        try
        {
            return new PlanisoMock(await MockHost.StartAsync(Read(options), stop).ConfigureAwait(false), options);
        }
        catch (StartException wrong)
        {
            throw new PlanisoMockException(wrong.Message, wrong);
        }
    }

    /// <summary>A client that sends a key with each request, in the way that each API wants it.</summary>
    /// <param name="key">The key, or null for none: <c>demo</c> opens a default silo with all rights.</param>
    public HttpClient CreateClient(string? key = "demo")
    {
        var client = new HttpClient { BaseAddress = Url };
        if (key is null)
            return client;
        // A key with a word before it comes first: an API that wants the bare key in the same header takes it with the word, too.
        foreach (var scheme in _host.Options.Contracts.SelectMany(contract => contract.SecuritySchemes)
            .Where(scheme => scheme.Place is SecurityPlace.Scheme or SecurityPlace.Header).OrderBy(scheme => scheme.Place))
        {
            var (name, value) = scheme.Place == SecurityPlace.Scheme ? ("Authorization", $"{scheme.Name} {key}") : (scheme.Name, key);
            if (!client.DefaultRequestHeaders.Contains(name))
                client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
        return client;
    }

    /// <summary>A client that sends a silo's key, and whose keyless requests would be that silo's.</summary>
    public HttpClient CreateClient(PlanisoSilo silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var client = CreateClient(silo.Key);
        client.BaseAddress = new Uri(silo.Door + "/");
        return client;
    }

    /// <summary>Puts everything back: all records, stubs, scenarios, settings and the journal.</summary>
    public void Reset()
    {
        ResetRecords();
        ResetStubs();
        ResetRequests();
        DelayAll(null);
    }

    /// <summary>Ends the mock; what is under way is broken off. A second time nothing happens.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _disposed, 1) == 0 ? _host.DisposeAsync() : ValueTask.CompletedTask;

    private static MockOptions Read(PlanisoMockOptions options)
    {
        var start = new SiloSettings { Keys = [], Seed = options.Seed, Records = Records(options.Records, options.RecordsOf), Profile = Profile(options.Profile), Broken = [.. options.Broken] };
        return new MockOptions
        {
            Contracts = Loaded.Contracts(options.Apis),
            Urls = [$"http://127.0.0.1:{options.Port}"],
            Start = start,
            Silos = [.. options.Silos.Select(silo => Settings(silo, start))],
            Clock = options.Clock,
            Log = options.Log,
            Stubs = new StubOptions
            {
                RootDirectory = options.RootDirectory,
                JournalEntries = options.JournalEntries,
                GlobalTemplating = options.GlobalTemplating,
                ProxyTargets = [.. options.ProxyTargets],
            },
        };
    }
}
