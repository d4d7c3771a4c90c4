using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.WireMock;

namespace PlanisoContract.Tests.Mock.WireMock;

/// <summary>Stubs of a genuine WireMock.Net server, and under them the contract, which nothing takes away.</summary>
public sealed class WireMockTests
{
    private TestMock _mock = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _mock = await TestMock.StartAsync(wireMock: new WireMockOptions { Url = "http://127.0.0.1:0" });
        _client = Client("demo");
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _mock.DisposeAsync();
    }

    [Test]
    public void Its_address_is_the_one_that_was_asked_for() => _mock.WireMockUrl.Host.ShouldBe("127.0.0.1");

    [Test]
    public async Task A_stub_answers_and_what_it_does_not_take_the_contract_does_from_the_same_silos()
    {
        await StubAsync("""{ "Request": { "Path": "/v1/user/1", "Methods": ["GET"] }, "Response": { "StatusCode": 503, "Body": "out" } }""");
        (await _client.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var direct = _mock.Client("demo");
        (await _client.PostAsJsonAsync("/v1/project", new { name = "Made under stubs" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await direct.GetStringAsync("/v1/project")).ShouldContain("Made under stubs");
        (await direct.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var answeredBy = (await direct.GetFromJsonAsync<JsonNode>("/__admin/journal"))!["entries"]!.AsArray().Select(entry => entry!["answeredBy"]!.ToString());
        answeredBy.Reverse().ShouldBe(["stub", "contract", "contract", "contract"]);
    }

    [Test]
    public async Task Overrides_hold_at_both_addresses_under_the_stubs()
    {
        await StubAsync("""{ "Request": { "Path": "/v1/user/1", "Methods": ["GET"] }, "Response": { "StatusCode": 418 } }""");
        using var direct = _mock.Client("demo");
        using var made = await direct.PostAsJsonAsync("/__admin/overrides", JsonNode.Parse("""
            [
              { "operation": "findUser", "identity": 3, "fault": "garbage" },
              { "operation": "findUser", "identity": 4, "fault": "truncated" },
              { "operation": "findUser", "status": 409, "delay": 1 }
            ]
            """));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _client.GetAsync("/v1/user/1")).StatusCode.ShouldBe((HttpStatusCode)418);
        (await _client.GetAsync("/v1/user/2")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await direct.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        foreach (var path in new[] { "/v1/user/3", "/v1/user/4" })
        {
            await Should.ThrowAsync<HttpRequestException>(() => _client.GetAsync(path));
            await Should.ThrowAsync<HttpRequestException>(() => direct.GetAsync(path));
        }
        (await direct.PostAsync("/__admin/reset", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _client.GetAsync("/v1/user/3")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_scenario_a_template_and_a_delay_are_wiremocks()
    {
        await StubAsync("""{ "Scenario": "outage", "SetStateTo": "over", "Request": { "Path": "/v1/user" }, "Response": { "StatusCode": 500 } }""");
        await StubAsync("""{ "Request": { "Path": "/echo" }, "Response": { "Body": "{{request.query.word}}", "UseTransformer": true, "Delay": 1 } }""");
        (await _client.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await _client.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _client.GetStringAsync("/echo?word=hello")).ShouldBe("hello");
    }

    [TestCase("GET", "/v1/user", null)]
    [TestCase("GET", "/v1/user?a=1&A=2", null)]
    [TestCase("GET", "/v1/user?=", null)]
    [TestCase("GET", "/v1/user/1?x=a%2Cb", null)]
    [TestCase("GET", "/v1/user/nobody", null)]
    [TestCase("HEAD", "/v1/user/1", null)]
    [TestCase("DELETE", "/v1/user", null)]
    [TestCase("POST", "/v1/user", "{ broken")]
    [TestCase("GET", "/companies.xml?limit=2&key=demo", null)]
    [TestCase("GET", "/nobody/has/this", null)]
    public async Task Without_a_stub_both_addresses_answer_the_same_bytes(string method, string url, string? body)
    {
        using var direct = _mock.Client("demo");
        var expected = await RawAsync(direct, method, url, body);
        (await RawAsync(_client, method, url, body)).ShouldBe(expected);
    }

    [TestCase("DELETE", "/__admin/mappings")]
    [TestCase("POST", "/__admin/mappings/reset")]
    [TestCase("POST", "/__admin/scenarios/reset")]
    [TestCase("DELETE", "/__admin/requests")]
    public async Task After_every_kind_of_reset_the_contract_answers(string method, string path)
    {
        await StubAsync("""{ "Request": { "Path": "/v1/user" }, "Response": { "StatusCode": 500 } }""");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        (await _client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _client.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _client.GetFromJsonAsync<JsonNode>("/__admin/mappings"))!.AsArray().ShouldAllBe(mapping => mapping!["Request"]!["Path"]!.ToJsonString().Contains("/v1/user", StringComparison.Ordinal));
    }

    [Test]
    public async Task The_mocks_reset_puts_stubs_and_settings_back()
    {
        await StubAsync("""{ "Request": { "Path": "/v1/user" }, "Response": { "StatusCode": 500 } }""");
        (await _client.PutAsJsonAsync("/__admin/settings", new { AllowPartialMapping = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var direct = _mock.Client();
        await direct.PostAsync("/__admin/reset", null);
        (await _client.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("""{ "Request": { "Path": "/x" }, "Response": { "ProxyUrl": "http://169.254.169.254/" } }""", "169.254.169.254")]
    [TestCase("""{ "Request": { "Path": "/x" }, "Response": {}, "Webhook": { "Request": { "Url": "http://evil.example.com/", "Method": "post" } } }""", "evil.example.com")]
    [TestCase("""[{ "Request": { "Path": "/x" }, "Response": {}, "Webhooks": [{ "Request": { "Url": "http://evil.example.com/" } }] }]""", "/0/Webhooks/0/Request/Url")]
    [TestCase("""{ "Request": { "Path": "/x" }, "Response": { "ProxyUrl": "http://{{request.query.host}}/" } }""", "template")]
    [TestCase("""{ "Request": { "Path": "/x" }, "Response": { "WebProxy": { "Address": "http://evil.example.com" } } }""", "/Response/WebProxy")]
    public async Task A_stub_calls_nobody_whom_nobody_allowed(string mapping, string says)
    {
        using var refused = await PostAsync("/__admin/mappings", mapping);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    [Test]
    public async Task A_stub_reads_no_file_without_a_root_directory()
    {
        await StubAsync("""{ "Request": { "Path": "/x" }, "Response": { "BodyAsFile": "/etc/hosts" } }""");
        using var answer = await _client.GetAsync("/x");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("--root-dir");
    }

    [Test]
    public async Task Settings_are_merged_and_those_that_would_open_the_server_refused()
    {
        (await _client.PutAsJsonAsync("/__admin/settings", new { MaxRequestLogCount = 2 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await _client.PutAsJsonAsync("/__admin/settings", new { CorsPolicyOptions = "AllowAll" });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        for (var time = 0; time < 4; time++)
            await _client.GetAsync("/v1/user");
        (await _client.GetFromJsonAsync<JsonNode>("/__admin/requests"))!.AsArray().Count.ShouldBe(2);
    }

    [Test]
    public async Task Wildcards_still_match_and_have_an_end()
    {
        await StubAsync("""{ "Request": { "Path": "/v1/*/1" }, "Response": { "StatusCode": 418 } }""");
        (await _client.GetAsync("/v1/user/1")).StatusCode.ShouldBe((HttpStatusCode)418);
        (await _client.GetAsync("/v1/user/2")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _client.GetStringAsync("/__admin/mappings")).ShouldNotContain("WildcardMatcher");
    }

    [TestCase("Name", "Pattern")]
    [TestCase("name", "pattern")]
    [TestCase("NAME", "PATTERN")]
    public async Task A_wildcard_has_an_end_however_its_names_are_written(string name, string pattern)
    {
        await StubAsync($$"""{ "Request": { "Path": { "Matchers": [{ "{{name}}": "WildcardMatcher", "{{pattern}}": "/v1/*/1" }] } }, "Response": { "StatusCode": 418 } }""");
        (await _client.GetAsync("/v1/user/1")).StatusCode.ShouldBe((HttpStatusCode)418);
        (await _client.GetStringAsync("/__admin/mappings")).ShouldNotContain("WildcardMatcher");
    }

    [TestCase("/__admin/mappings")]
    [TestCase("/%5F%5Fadmin/mappings")]
    [TestCase("/x/../__admin/mappings")]
    [TestCase("/__ADMIN/mappings")]
    public async Task The_admin_api_is_guarded_however_its_path_is_written(string path)
    {
        var answer = await RawAsync($"DELETE {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example.com\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 403");
    }

    [TestCase("evil.example.com", null)]
    [TestCase(null, "https://evil.example.com")]
    public async Task A_page_of_another_site_sets_no_stub(string? host, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/__admin/mappings");
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        (await _client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task The_contract_never_answers_for_the_admin_api() =>
        (await (await _client.GetAsync("/__admin/nonesuch")).Content.ReadAsStringAsync()).ShouldContain("No matching mapping");

    [TestCase("GET /v1/user HTTP/1.0\r\nAuthorization: Bearer demo\r\n\r\n", "HTTP/1.1 200")]
    [TestCase("POST /v1/user HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer demo\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 4")]
    public async Task What_wiremock_cannot_read_the_contract_answers(string request, string begins)
    {
        var answer = await RawAsync(request);
        answer.ShouldStartWith(begins);
        answer.ShouldNotContain("   at ");
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_mock.WireMockUrl.Host, _mock.WireMockUrl.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        return await new StreamReader(stream).ReadToEndAsync();
    }

    private HttpClient Client(string key)
    {
        var client = new HttpClient { BaseAddress = _mock.WireMockUrl };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private async Task StubAsync(string mapping)
    {
        using var response = await PostAsync("/__admin/mappings", mapping);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json) => _client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<string> RawAsync(HttpClient client, string method, string url, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        response.Headers.Date = null;
        return $"{(int)response.StatusCode}\n{response.Headers}{response.Content.Headers}\n{await response.Content.ReadAsStringAsync()}";
    }
}
