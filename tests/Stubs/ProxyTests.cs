using System.Net;
using System.Net.Sockets;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Responses.Proxying;

namespace PlanisoContract.Tests.Stubs;

/// <summary>Where stubs may proxy to, and what goes there and back.</summary>
public sealed class ProxyTests
{
    [TestCase("", "http://127.0.0.1", false)]
    [TestCase("127.0.0.1", "http://127.0.0.1:8080/x", true)]
    [TestCase("127.0.0.1", "http://2130706433/", true)]
    [TestCase("127.0.0.1", "http://127.0.0.2", false)]
    [TestCase("127.0.0.1", "http://[::ffff:127.0.0.1]", true)]
    [TestCase("127.0.0.1", "http://0.0.0.0", false)]
    [TestCase("10.0.0.1-10.0.0.9", "http://10.0.0.9", true)]
    [TestCase("10.0.0.1-10.0.0.9", "http://10.0.0.10", false)]
    [TestCase("10.0.0.0/8", "http://10.200.3.4", true)]
    [TestCase("10.0.0.0/8", "http://11.0.0.0", false)]
    [TestCase("::1", "http://[::1]:5000", true)]
    [TestCase("*.example.com", "https://api.EXAMPLE.com/v1", true)]
    [TestCase("*.example.com", "https://example.com.evil.org", false)]
    [TestCase("api.example.com", "https://api.example.com.", true)]
    [TestCase("api.example.com", "https://api.example.com@evil.org", false)]
    [TestCase("*", "ftp://example.com", false)]
    [TestCase("*", "nonsense", false)]
    [TestCase("*", "file:///etc/passwd", false)]
    public void A_target_must_be_allowed(string rules, string url, bool isAllowed) =>
        (ProxyTargets.Parse(rules.Split(',', StringSplitOptions.RemoveEmptyEntries)).Refusal(url) is null).ShouldBe(isAllowed);

    [TestCase("http://example.com")]
    [TestCase("example.com:80")]
    [TestCase("10.0.0.9-10.0.0.1/")]
    [TestCase("a b")]
    public void A_rule_that_is_none_is_told(string rule) =>
        Should.Throw<StartException>(() => ProxyTargets.Parse([rule])).Message.ShouldContain(rule);

    [Test]
    public async Task Nothing_is_allowed_unless_told()
    {
        await using var mock = await StubMock.StartAsync();
        using var refused = await mock.TryStubAsync("/p", """{ "proxyBaseUrl": "http://127.0.0.1:1" }""");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var why = await refused.Content.ReadAsStringAsync();
        why.ShouldContain("/response/proxyBaseUrl");
        why.ShouldContain("--allow-proxy-targets 127.0.0.1");
    }

    [Test]
    public async Task A_name_is_allowed_by_the_addresses_that_it_has_when_it_is_asked()
    {
        await using var target = await StubMock.StartAsync();
        await target.StubAsync("/p", """{ "body": "came" }""");
        var url = $$"""{ "proxyBaseUrl": "http://localhost:{{target.Url.Port}}" }""";
        await using var open = await StubMock.StartAsync(new StubOptions { ProxyTargets = ["127.0.0.1", "::1"] });
        await open.StubAsync("/p", url);
        (await open.Client.GetStringAsync("/p")).ShouldBe("came");

        // What the name is allowed by its maker is refused by where it leads.
        await using var closed = await StubMock.StartAsync(new StubOptions { ProxyTargets = ["10.0.0.0/8"] });
        await closed.StubAsync("/p", url);
        using var refused = await closed.Client.GetAsync("/p");
        refused.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await refused.Content.ReadAsStringAsync()).ShouldBe("The target proxy address localhost is not allowed. Start the mock with --allow-proxy-targets localhost.");
    }

    [Test]
    public async Task A_target_that_a_template_makes_is_checked_when_it_is_asked()
    {
        await using var mock = await StubMock.StartAsync(new StubOptions { ProxyTargets = ["10.0.0.0/8"] });
        await mock.StubAsync("/p", """{ "proxyBaseUrl": "http://{{request.query.to}}", "transformers": ["response-template"] }""");
        using var answer = await mock.Client.GetAsync("/p?to=127.0.0.1:1");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("127.0.0.1 is not allowed");
    }

    [Test]
    public async Task Redirects_go_back_to_the_client()
    {
        await using var target = await StubMock.StartAsync();
        await target.StubAsync("/p", $$"""{ "status": 302, "headers": { "Location": "{{target.Url}}other" } }""");
        await using var mock = await StubMock.StartAsync(new StubOptions { ProxyTargets = ["127.0.0.1"] });
        await mock.StubAsync("/p", $$"""{ "proxyBaseUrl": "{{target.Url.ToString().TrimEnd('/')}}" }""");
        using var answer = await mock.Client.GetAsync("/p");
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldBe($"{target.Url}other");
    }

    [Test]
    public async Task An_unreachable_target_is_told_in_a_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await using var mock = await StubMock.StartAsync(new StubOptions { ProxyTargets = ["127.0.0.1"] });
        await mock.StubAsync("/p", $$"""{ "proxyBaseUrl": "http://127.0.0.1:{{port}}" }""");
        using var answer = await mock.Client.GetAsync("/p?a=b");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldStartWith($"Network failure trying to make a proxied request from WireMock to http://127.0.0.1:{port}/p?a=b\r\n");
        text.ShouldNotContain("   at ");
    }

    [Test]
    public async Task A_stub_that_proxies_to_itself_ends()
    {
        await using var mock = await StubMock.StartAsync(new StubOptions { ProxyTargets = ["127.0.0.1"] });
        await mock.StubAsync("/p", $$"""{ "proxyBaseUrl": "{{mock.Url.ToString().TrimEnd('/')}}" }""");
        using var answer = await mock.Client.GetAsync("/p");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("proxies back");
    }

    [Test]
    public async Task What_concerns_one_connection_does_not_go_on()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var mock = await StubMock.StartAsync(new StubOptions { ProxyTargets = ["127.0.0.1"] });
        await mock.StubAsync("/p", $$"""{ "proxyBaseUrl": "http://127.0.0.1:{{((IPEndPoint)listener.LocalEndpoint).Port}}" }""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/p?a=%2F/../b");
        request.Headers.TryAddWithoutValidation("Connection", "X-Mine");
        foreach (var name in (string[])["X-Mine", "Proxy-Authorization", "TE", "Keep-Alive", "Authorization", "X-Other"])
            request.Headers.TryAddWithoutValidation(name, "1");
        var answer = mock.Client.SendAsync(request);
        using var connection = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(connection.GetStream());
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            lines.Add(line);
        await connection.GetStream().WriteAsync("HTTP/1.1 201 Fine\r\nKeep-Alive: 5\r\nX-Up: 1\r\nX-Up: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"u8.ToArray());
        lines[0].ShouldBe("GET /p?a=%2F/../b HTTP/1.1");
        lines.Skip(1).Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal).ShouldBe(["Authorization", "Host", "Via", "X-Other"]);
        using var response = await answer;
        response.ReasonPhrase.ShouldBe("Fine");
        response.Headers.GetValues("X-Up").ShouldBe(["1", "2"]);
        response.Headers.Contains("Keep-Alive").ShouldBeFalse();
        (await response.Content.ReadAsStringAsync()).ShouldBe("ok");
    }
}
