using System.Net;
using PlanisoContract.Mock.InProcess;
using Xunit;

namespace PlanisoContract.Examples;

/// <summary>One mock for all tests of a class; each test has a silo of its own, so that all may run side by side.</summary>
public sealed class RunningMock : IAsyncLifetime
{
    public PlanisoMock Mock { get; private set; } = null!;

    public async Task InitializeAsync() => Mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 5 });

    public async Task DisposeAsync() => await Mock.DisposeAsync();
}

public sealed class XUnitExample(RunningMock running) : IClassFixture<RunningMock>
{
    private readonly PlanisoSilo _silo = running.Mock.AddSilo();

    [Fact]
    public async Task Too_many_requests_with_this_key_and_then_as_usual()
    {
        using var client = running.Mock.CreateClient(_silo);
        var lists = On.Get("/v1/customer").WithHeader("Authorization", $"Bearer {_silo.Key}");
        running.Mock.StubNext(2, lists, Reply.With(429).WithHeader("Retry-After", "1"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(client));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(client));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        running.Mock.Verify(lists, times: 3);
    }

    [Fact]
    public async Task A_connection_that_breaks()
    {
        using var client = running.Mock.CreateClient(_silo);
        running.Mock.Stub(On.Get("/v1/project").WithHeader("Authorization", Value.Containing(_silo.Key)), Reply.Broken(ConnectionFault.Reset));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("v1/project"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync("v1/customer");
        return response.StatusCode;
    }
}
