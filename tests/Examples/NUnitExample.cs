using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using PlanisoContract.Mock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace PlanisoContract.Examples;

public sealed class NUnitExample
{
    private PlanisoMock _mock = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 5 });

    [SetUp]
    public void Reset() => _mock.Reset();

    [OneTimeTearDown]
    public async Task StopAsync() => await _mock.DisposeAsync();

    [Test]
    public async Task What_is_created_is_there_and_what_was_asked_can_be_looked_up()
    {
        using var client = _mock.CreateClient();
        using var ada = new FormUrlEncodedContent(new Dictionary<string, string> { ["fullname"] = "Ada Lovelace", ["email"] = "ada@example.com" });

        using var created = await client.PostAsync("/v1/user", ada);
        using var again = await client.PostAsync("/v1/user", ada);

        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(_mock.Journal("createUser"), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_next_create_fails_and_the_one_after_does_not()
    {
        using var client = _mock.CreateClient();
        using var grace = new FormUrlEncodedContent(new Dictionary<string, string> { ["fullname"] = "Grace Hopper" });
        _mock.AddOverride(new PlanisoOverride { Operation = "createUser", Times = 1, Status = 503, RetryAfter = 1 });

        using var first = await client.PostAsync("/v1/user", grace);
        using var second = await client.PostAsync("/v1/user", grace);

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task A_stub_of_WireMock_for_one_path_and_the_contract_under_it()
    {
        using var server = WireMockServer.Start("http://127.0.0.1:0");
        server.AddContract("planiso", options => options.Records = 5);
        server.Given(Request.Create().WithPath("/v1/project")).RespondWith(Response.Create().WithStatusCode(503));
        using var client = new HttpClient { BaseAddress = new Uri(server.Url!) };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer demo");

        using var stubbed = await client.GetAsync("/v1/project");
        var users = JsonNode.Parse(await client.GetStringAsync("/v1/user"))!;

        Assert.That(stubbed.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(users["data"]!.AsArray(), Has.Count.EqualTo(5));
    }
}
