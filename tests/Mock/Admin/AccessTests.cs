using System.Net;
using PlanisoContract.Mock;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.Admin;

/// <summary>Who may steer a mock, and that everybody may call its APIs.</summary>
public sealed class AccessTests
{
    [TestCase("evil.example.com", null)]
    [TestCase("127.0.0.1.evil.example.com", null)]
    [TestCase(null, "https://evil.example.com")]
    [TestCase(null, "null")]
    [TestCase("localhost", "http://localhost.evil.example.com")]
    public async Task A_page_of_another_site_steers_nothing(string? host, string? origin)
    {
        await using var mock = await TestMock.StartAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/__admin/reset"), (HttpMethod.Get, "/__admin/silos"), (HttpMethod.Get, "/"), (HttpMethod.Get, "/__admin/journal/stream") })
        {
            using var refused = await SendAsync(mock.Url, method, path, host, origin);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            refused.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
            (await refused.Content.ReadAsStringAsync()).ShouldContain("Not from here");
        }
        using var api = await SendAsync(mock.Url, HttpMethod.Get, "/v1/user", host, origin);
        api.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestCase("localhost", "http://localhost:3000")]
    [TestCase("app.localhost", null)]
    [TestCase("[::1]", "http://127.0.0.1:8080")]
    [TestCase(null, null)]
    public async Task Loopback_steers(string? host, string? origin)
    {
        await using var mock = await TestMock.StartAsync();
        using var response = await SendAsync(mock.Url, HttpMethod.Get, "/__admin/silos", host, origin);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        if (origin is not null)
            response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([origin]);
    }

    [Test]
    public async Task An_origin_can_be_allowed()
    {
        await using var mock = await StartAsync(options => options with { AdminOrigins = ["https://tool.example.com"] });
        using var allowed = await SendAsync(new Uri(mock.Url), HttpMethod.Get, "/__admin/silos", null, "https://tool.example.com");
        allowed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task With_an_admin_key_only_its_owner_steers_and_health_is_open()
    {
        await using var mock = await StartAsync(options => options with { AdminKey = "sesame" });
        var url = new Uri(mock.Url);
        (await SendAsync(url, HttpMethod.Get, "/__admin/silos", "mock.example.com", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(url, HttpMethod.Get, "/__admin/silos", "mock.example.com", null, "sesam")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(url, HttpMethod.Get, "/__admin/silos", "mock.example.com", null, "sesame")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(url, HttpMethod.Get, "/__admin/health", "mock.example.com", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var page = await SendAsync(url, HttpMethod.Get, "/", "mock.example.com", null);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldNotContain("demo-readonly");
    }

    [Test]
    public void Who_listens_beyond_loopback_needs_an_admin_key() =>
        Should.ThrowAsync<StartException>(() => StartAsync(options => options with { Urls = ["http://0.0.0.0:0"] })).Result.Message.ShouldContain("--admin-key");

    private static Task<MockServer> StartAsync(Func<MockOptions, MockOptions> with) =>
        MockServer.StartAsync(with(new MockOptions { Contracts = [Contracts.Load("planiso")] }));

    private static async Task<HttpResponseMessage> SendAsync(Uri url, HttpMethod method, string path, string? host, string? origin, string? key = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(url, path));
        if (host is not null)
            request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (key is not null)
            request.Headers.Add("Admin-Key", key);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
