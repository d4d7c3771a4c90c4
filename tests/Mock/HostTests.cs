using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>What the host gives a frontend developer around the simulator.</summary>
public sealed class HostTests
{
    private TestMock _mock = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await TestMock.StartAsync();
        _client = _mock.Client();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _mock.DisposeAsync();
    }

    [Test]
    public async Task A_browser_may_call_from_anywhere()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/user/1");
        preflight.Headers.Add("Origin", "http://localhost:3000");
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var allowed = await _client.SendAsync(preflight);
        allowed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["http://localhost:3000"]);
        allowed.Headers.GetValues("Access-Control-Allow-Credentials").ShouldBe(["true"]);
        string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Methods")).ShouldContain("PUT");
        string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Headers")).ShouldContain("authorization", Case.Insensitive);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/user");
        request.Headers.Add("Origin", "https://app.example.com");
        using var refused = await _client.SendAsync(request);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://app.example.com"]);
        refused.Headers.Vary.ShouldContain("Origin");
    }

    [Test]
    public async Task Each_operation_has_a_line_to_copy_that_works()
    {
        foreach (var contract in Contracts.Names.Select(Contracts.Load))
        {
            var described = JsonNode.Parse(await _client.GetStringAsync($"/__admin/apis/{contract.Api}"))!["operations"]!.AsArray();
            foreach (var (operation, one) in contract.Operations.Zip(described))
            {
                one!["id"]!.ToString().ShouldBe(operation.OperationId);
                one["curl"]!.ToString().ShouldContain(operation.Path.Text.Split('{')[0]);
                one["curl"]!.ToString().ShouldContain("demo");
            }
        }
    }

    [Test]
    public async Task The_console_runs_nothing_that_stands_in_its_page()
    {
        using var page = await _client.GetAsync("/");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self';");
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldNotContain("<style");
        html.ShouldNotContain("style=");
        html.ShouldNotContain("//cdn");
        Regex.Count(html, "<script").ShouldBe(Regex.Count(html, "<script [^>]*src="));
    }

    [Test]
    public async Task The_contract_is_served_as_it_is_written()
    {
        foreach (var api in Contracts.Names)
        {
            (await _client.GetStringAsync($"/openapi/{api}.yaml")).ReplaceLineEndings("\n").ShouldBe(Repository.Read("spec", $"{api}.openapi.yaml"));
            JsonNode.Parse(await _client.GetStringAsync($"/openapi/{api}.json"))!["openapi"]!.ToString().ShouldStartWith("3.0");
        }
    }

    [Test]
    public async Task Health_answers() =>
        (await _client.GetAsync("/__admin/health")).StatusCode.ShouldBe(HttpStatusCode.OK);

    [TestCase("/__admin/nonesuch")]
    [TestCase("/openapi/nonesuch.yaml")]
    [TestCase("/v1/nonesuch")]
    public async Task What_is_not_there_is_404(string path)
    {
        using var client = _mock.Client("demo");
        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("GET", "/__admin/nonesuch", HttpStatusCode.NotFound, "/__admin/health")]
    [TestCase("PATCH", "/__admin/silos", HttpStatusCode.MethodNotAllowed, "GET")]
    public async Task A_page_that_is_not_there_says_what_is(string method, string path, HttpStatusCode status, string says)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _client.SendAsync(request);
        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    [Test]
    public async Task A_silo_has_a_base_url_for_requests_without_a_key()
    {
        var target = await _mock.SiloAsync(broken: ["list-users-key-required=accepted"]);
        (await _client.GetAsync(target.Target + "/v1/user")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _client.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
