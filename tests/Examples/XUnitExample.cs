using System.Net;
using PlanisoContract.Mock;
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
    [Fact]
    public async Task A_silo_without_records()
    {
        using var client = running.Mock.CreateClient(running.Mock.AddSilo(new PlanisoSiloOptions { Records = 0 }));
        using var response = await client.GetAsync("/v1/user/1");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_server_that_breaks_a_rule_on_purpose()
    {
        using var client = running.Mock.CreateClient(running.Mock.AddSilo(new PlanisoSiloOptions { Broken = ["user-email-unique=accepted"] }));
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(client, "Ada"));
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(client, "Grace"));
    }

    private static async Task<HttpStatusCode> CreateAsync(HttpClient client, string name)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["fullname"] = name, ["email"] = "same@example.com" });
        using var response = await client.PostAsync("/v1/user", form);
        return response.StatusCode;
    }
}
