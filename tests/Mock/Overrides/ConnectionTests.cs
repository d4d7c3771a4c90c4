using System.Net.Sockets;
using System.Text;

namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>Delays and faults, as a client meets them on its connection.</summary>
public sealed class ConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [TestCase("{ \"operation\": \"listUsers\", \"fault\": \"empty\" }", "")]
    [TestCase("{ \"operation\": \"listUsers\", \"fault\": \"garbage\" }", "\u0016\u0003lskdu018973t09sylgasjkfg1][]'./.sdlv")]
    public async Task A_connection_is_closed_after_nothing_or_after_garbage(string definition, string expected)
    {
        await using var mock = await HostedMock.StartAsync(definition);
        (await ReadAsync(mock, "GET", "/v1/user")).ShouldBe(expected);
    }

    [Test]
    public async Task A_connection_is_reset()
    {
        await using var mock = await HostedMock.StartAsync("""{ "operation": "listUsers", "fault": "reset" }""");
        var thrown = await Should.ThrowAsync<SocketException>(() => ReadAsync(mock, "GET", "/v1/user"));
        thrown.SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    [TestCase("GET", "/v1/user/1", "{ \"operation\": \"findUser\", \"fault\": \"truncated\" }", "HTTP/1.1 200 OK")]
    [TestCase("GET", "/v1/user/1", "{ \"operation\": \"findUser\", \"fault\": \"truncated\", \"status\": 503, \"retryAfter\": 3 }", "HTTP/1.1 503 Service Unavailable")]
    [TestCase("GET", "/companies/1.xml", "{ \"operation\": \"findCompany\", \"fault\": \"truncated\" }", "HTTP/1.1 200 OK")]
    public async Task An_answer_ends_in_its_middle(string method, string path, string definition, string line)
    {
        await using var mock = await HostedMock.StartAsync(definition);
        var (head, body) = (await ReadAsync(mock, method, path)).Split("\r\n\r\n") is [var before, var after] ? (before, after) : throw new InvalidOperationException();
        head.ShouldStartWith(line);
        var promised = int.Parse(head.Split("Content-Length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        Encoding.UTF8.GetByteCount(body).ShouldBe(promised / 2);
        await Should.ThrowAsync<HttpRequestException>(() => mock.SendAsync(method, path));
    }

    [TestCase("HEAD", "/v1/user/1", "{ \"operation\": \"findUser\", \"fault\": \"truncated\" }")]
    [TestCase("DELETE", "/companies/1.json", "{ \"operation\": \"deleteCompany\", \"fault\": \"truncated\" }")]
    public async Task An_answer_without_a_body_ends_in_its_first_line(string method, string path, string definition)
    {
        await using var mock = await HostedMock.StartAsync(definition);
        (await ReadAsync(mock, method, path)).ShouldBe("HTTP/1.1 2");
    }

    [Test]
    public async Task The_mock_goes_on_after_any_fault([Values("reset", "empty", "truncated", "garbage")] string fault)
    {
        await using var mock = await HostedMock.StartAsync($$"""{ "operation": "listUsers", "times": 1, "fault": "{{fault}}" }""");
        try
        {
            await ReadAsync(mock, "GET", "/v1/user");
        }
        catch (SocketException) when (fault == "reset")
        {
        }
        mock.Services.Overrides.List.All.Single().Used.ShouldBe(1);
        ((int)(await mock.SendAsync("GET", "/v1/user")).Status).ShouldBe(200);
    }

    [TestCase("{ \"operation\": \"createUser\", \"delay\": 5000 }", 5000, 201)]
    [TestCase("{ \"operation\": \"createUser\", \"delay\": 2000, \"status\": 504 }", 2000, 504)]
    public async Task An_answer_is_held_back_by_the_clock_of_the_mock(string definition, int delay, int status)
    {
        var clock = new ManualClock();
        await using var mock = await HostedMock.StartAsync(definition, clock);
        using var patience = new CancellationTokenSource(Patience);
        var asking = mock.SendAsync("POST", "/v1/user", """{ "fullname": "Ada" }""");
        (await clock.NextWaitAsync(patience.Token)).TotalMilliseconds.ShouldBe(delay);
        asking.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(delay));
        ((int)(await asking).Status).ShouldBe(status);
        mock.Services.Journal.All[0].Elapsed.TotalMilliseconds.ShouldBe(delay);
    }

    [Test]
    public async Task A_fault_is_held_back_too()
    {
        var clock = new ManualClock();
        await using var mock = await HostedMock.StartAsync("""{ "operation": "listUsers", "delay": 300, "fault": "empty" }""", clock);
        using var patience = new CancellationTokenSource(Patience);
        var reading = ReadAsync(mock, "GET", "/v1/user");
        (await clock.NextWaitAsync(patience.Token)).TotalMilliseconds.ShouldBe(300);
        clock.Advance(TimeSpan.FromMilliseconds(300));
        (await reading).ShouldBe("");
    }

    [Test]
    public async Task What_a_client_does_not_wait_for_is_done_all_the_same()
    {
        var clock = new ManualClock();
        await using var mock = await HostedMock.StartAsync("""{ "operation": "createUser", "delay": 60000 }""", clock);
        using var patience = new CancellationTokenSource(Patience);
        using var giveUp = new CancellationTokenSource();
        using var content = new StringContent("""{ "fullname": "Ada Unheard" }""", Encoding.UTF8, "application/json");
        var asking = mock.Client.PostAsync("/v1/user", content, giveUp.Token);
        await clock.NextWaitAsync(patience.Token);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        (await mock.SendAsync("GET", "/v1/user")).Text.ShouldContain("Ada Unheard");
        mock.Services.Journal.All.Select(entry => (entry.Method, entry.Response.Status)).ShouldBe([("GET", 200), ("POST", 201)]);
    }

    private static async Task<string> ReadAsync(HostedMock mock, string method, string path)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(mock.Url.Host, mock.Url.Port, patience.Token);
        await client.SendAsync(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo\r\nX-Redmine-API-Key: demo\r\n\r\n"), patience.Token);
        var received = new MemoryStream();
        var buffer = new byte[4096];
        while (await client.ReceiveAsync(buffer, patience.Token) is > 0 and var count)
            received.Write(buffer.AsSpan(0, count));
        return Encoding.UTF8.GetString(received.ToArray());
    }
}
