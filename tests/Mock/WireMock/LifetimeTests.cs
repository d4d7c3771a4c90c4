using System.Runtime.CompilerServices;
using PlanisoContract.Mock;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.WireMock;
using PlanisoContract.Spec;
using WireMock.Server;

namespace PlanisoContract.Tests.Mock.WireMock;

/// <summary>Servers that were stopped leave nothing behind.</summary>
public sealed class LifetimeTests
{
    [Test]
    public async Task Mocks_that_were_stopped_are_collected()
    {
        List<WeakReference> stopped = [];
        for (var time = 0; time < 10; time++)
            stopped.Add(await StartAndStopAsync());
        Collect();
        // The last one may still be held by something of the thread that stopped it.
        stopped.Count(mock => mock.IsAlive).ShouldBeLessThanOrEqualTo(1);
    }

    [Test]
    public async Task Contracts_go_with_the_server_that_they_were_added_to()
    {
        List<WeakReference> stopped = [];
        for (var time = 0; time < 10; time++)
            stopped.Add(await AddAndStopAsync());
        Collect();
        stopped.Count(contract => contract.IsAlive).ShouldBeLessThanOrEqualTo(1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> StartAndStopAsync()
    {
        await using var mock = await MockServer.StartAsync(new MockOptions
        {
            Contracts = [Contracts.Load("lightening")],
            Start = new SiloSettings { Keys = [], Seed = 1, Records = 2 },
            WireMock = new WireMockOptions { Url = "http://127.0.0.1:0" },
        });
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "demo");
        await client.GetStringAsync(mock.Url + "/customer");
        await client.GetStringAsync(mock.WireMockUrl + "/customer");
        return new WeakReference(mock.Services);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> AddAndStopAsync()
    {
        using var server = WireMockServer.Start("http://127.0.0.1:0");
        var contract = server.AddContract("lightening", options => options.Records = 2);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "demo");
        await client.GetStringAsync(server.Url + "/customer");
        return new WeakReference(contract);
    }

    private static void Collect()
    {
        for (var time = 0; time < 3; time++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
