using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace PlanisoContract.Tests.Mock.WireMock;

/// <summary>A contract under a WireMock.Net server that somebody has already.</summary>
public sealed class AddContractTests
{
    private WireMockServer _server = null!;
    private HttpClient _client = null!;

    [SetUp]
    public void Start()
    {
        _server = WireMockServer.Start("http://127.0.0.1:0");
        _client = new HttpClient { BaseAddress = new Uri(_server.Url!) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo");
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task Stubs_come_first_and_the_contract_answers_the_rest()
    {
        _server.AddContract("planiso", options => options.Records = 3);
        _server.Given(Request.Create().WithPath("/v1/user/1")).RespondWith(Response.Create().WithStatusCode(503));
        (await _client.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        JsonNode.Parse(await _client.GetStringAsync("/v1/user"))!["data"]!.AsArray().Count.ShouldBe(3);
        (await _client.PostAsJsonAsync("/v1/user", new { fullname = "Ada Roy" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _client.GetStringAsync("/v1/user/4")).ShouldContain("Ada Roy");
    }

    [Test]
    public async Task A_reset_takes_it_away_and_adding_it_again_puts_it_back_with_its_records()
    {
        var handle = _server.AddContract("planiso", options => options.Records = 3);
        await _client.PostAsJsonAsync("/v1/user", new { fullname = "Ada Roy" });
        _server.Reset();
        (await _client.GetAsync("/v1/user/4")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        _server.AddContract("planiso").ShouldBeSameAs(handle);
        (await _client.GetStringAsync("/v1/user/4")).ShouldContain("Ada Roy");
        handle.Reset();
        (await _client.GetAsync("/v1/user/4")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Several_contracts_answer_each_for_its_paths()
    {
        _server.AddContract("planiso");
        var planio = _server.AddContract("planio");
        (await _client.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var companies = await _client.GetAsync("/companies.xml?key=demo");
        companies.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
        planio.Journal().Single().Operation.ShouldBe("listCompanies");
        (await _client.GetAsync("/nobody/has/this")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Answers_are_changed_on_purpose()
    {
        var handle = _server.AddContract("planiso");
        handle.AddOverride(new PlanisoOverride { Operation = "createUser", Times = 1, Status = 409 });
        handle.AddOverride(new PlanisoOverride { Operation = "listUsers", Fault = "empty" });
        handle.AddOverride(new PlanisoOverride { Operation = "findUser", Status = 503, RetryAfter = 3, Delay = 1 });
        (await _client.PostAsJsonAsync("/v1/user", new { fullname = "Ada Roy" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await _client.PostAsJsonAsync("/v1/user", new { fullname = "Ada Roy" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _client.GetStringAsync("/v1/user")).ShouldBeEmpty();
        using var busy = await _client.GetAsync("/v1/user/1");
        (busy.StatusCode, busy.Headers.RetryAfter!.Delta).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(3)));
        handle.Reset();
        (await _client.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Silos_breakages_and_readings_are_options()
    {
        var handle = _server.AddContract("planiso", options => options.Broken = ["find-user-status"]);
        (await _client.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var key = handle.AddSilo(new PlanisoSiloOptions { Broken = [] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/user/1") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        (await _client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Should.Throw<PlanisoMockException>(() => _server.AddContract("planisso")).Message.ShouldContain("planiso");
        Should.Throw<PlanisoMockException>(() => _server.AddContract("planio", options => options.Broken = ["company-nam"])).Message.ShouldContain("company");
    }
}
