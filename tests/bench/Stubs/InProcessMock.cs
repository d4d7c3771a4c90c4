using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Spec;

namespace PlanisoContract.Bench.Stubs;

/// <summary>A mock of all APIs in this process, and a client with one connection.</summary>
internal sealed class InProcessMock : IAsyncDisposable
{
    private readonly MockHost _host;

    private InProcessMock(MockHost host)
    {
        _host = host;
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = new Uri(host.Url) };
        Crowd = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(host.Url) };
    }

    /// <summary>With one connection.</summary>
    public HttpClient Client { get; }

    /// <summary>With as many as it likes.</summary>
    public HttpClient Crowd { get; }

    /// <param name="journal">How many requests the journal keeps; 0 for none.</param>
    public static async Task<InProcessMock> StartAsync(int journal) => new(await MockHost.StartAsync(new MockOptions
    {
        Contracts = [.. Contracts.Names.Select(Contracts.Load)],
        Start = new SiloSettings { Keys = [], Seed = 1, Records = 100 },
        Stubs = new StubOptions { JournalEntries = journal },
    }));

    public async Task PostAsync(string path, HttpContent? body, CancellationToken stop)
    {
        using var response = await Client.PostAsync(path, body, stop);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Crowd.Dispose();
        await _host.DisposeAsync();
    }
}
