using PlanisoContract.Mock.Hosting;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock;

/// <summary>
/// The mock in this process, on a port of loopback. Safe for parallel use; there may be several side by side. It ends when it is disposed.
/// </summary>
public sealed class PlanisoMock : ContractHandle, IAsyncDisposable
{
    private readonly MockServer _server;
    private int _disposed;

    private PlanisoMock(MockServer server) : base(server.Services)
    {
        _server = server;
        Url = new Uri(server.Url);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Url { get; }

    /// <summary>Starts a mock; without options it serves all APIs on a free port, with the default silos.</summary>
    /// <param name="options">What it is started with.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="PlanisoMockException">An option is wrong, or the port is taken.</exception>
    public static async Task<PlanisoMock> StartAsync(PlanisoMockOptions? options = null, CancellationToken stop = default)
    {
        options ??= new PlanisoMockOptions();
        try
        {
            var read = options.Read(options.Apis) with { Urls = [$"http://127.0.0.1:{options.Port}"], Log = options.Log, Store = options.Store };
            return new PlanisoMock(await MockServer.StartAsync(read, stop).ConfigureAwait(false));
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
        foreach (var scheme in Services.Options.Contracts.SelectMany(contract => contract.SecuritySchemes)
            .Where(scheme => scheme.Place is SecurityPlace.Scheme or SecurityPlace.Header).OrderBy(scheme => scheme.Place))
        {
            var (name, value) = scheme.Place == SecurityPlace.Scheme ? ("Authorization", $"{scheme.Name} {key}") : (scheme.Name, key);
            if (!client.DefaultRequestHeaders.Contains(name))
                client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
        return client;
    }

    /// <summary>Ends the mock; what is under way is broken off. A second time nothing happens.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _disposed, 1) == 0 ? _server.DisposeAsync() : ValueTask.CompletedTask;
}
