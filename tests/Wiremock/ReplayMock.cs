using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Tests.Wiremock;

/// <summary>A mock for one case or client, started as the recorder starts the real WireMock.</summary>
internal sealed class ReplayMock : IAsyncDisposable
{
    private readonly MockHost _host;
    private readonly DirectoryInfo _root;

    private ReplayMock(MockHost host, DirectoryInfo root)
    {
        _host = host;
        _root = root;
    }

    public Uri Url => new(_host.Url);

    public static async Task<ReplayMock> StartAsync(bool globalTemplating)
    {
        var root = Directory.CreateTempSubdirectory("replay");
        return new ReplayMock(await MockHost.StartAsync(new MockOptions
        {
            // No API: where no stub matches, there is nothing.
            Contracts = [],
            Start = new SiloSettings { Keys = [], Seed = 1, Records = 0 },
            Stubs = new StubOptions { RootDirectory = root.FullName, GlobalTemplating = globalTemplating, ProxyTargets = ["127.0.0.1"] },
        }), root);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _root.Delete(recursive: true);
    }
}
