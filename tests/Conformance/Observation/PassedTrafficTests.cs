using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Tests.SensibleServers;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary>What HTTP knows beside a request and its answer passes the observer, whatever it is and whatever the judge makes of it.</summary>
public sealed class PassedTrafficTests
{
    private const string Origin = "https://app.example";

    private static readonly Dictionary<string, Func<Stream, Stream>> Encodings = new()
    {
        ["gzip"] = stream => new GZipStream(stream, CompressionLevel.Fastest),
        ["br"] = stream => new BrotliStream(stream, CompressionLevel.Fastest),
        ["deflate"] = stream => new ZLibStream(stream, CompressionLevel.Fastest),
    };

    private readonly ConcurrentQueue<(string Rule, string Actual)> _found = [];
    private readonly TaskCompletionSource _released = new();
    private SensibleServer _target = null!;
    private RunningObserver _observer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _target = await SensibleServer.StartAsync(Map);
        _observer = await RunningObserver.StartAsync(_target.Url, found: violation => _found.Enqueue((violation.Rule.Id, violation.Actual)));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _observer.DisposeAsync();
        await _target.DisposeAsync();
    }

    [Test]
    public async Task A_part_of_an_answer_passes_before_the_answer_ends()
    {
        using var answer = await _observer.Client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).ShouldBe("first");
        _released.SetResult();
        (await lines.ReadToEndAsync()).ShouldBe("second\n");
    }

    [Test]
    public async Task A_web_socket_passes()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(_observer.Url) { Scheme = "ws", Path = "/socket" }.Uri, default);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, default);
        Encoding.UTF8.GetString(buffer, 0, received.Count).ShouldBe("hello");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
    }

    [Test]
    public async Task Compressed_bodies_pass_as_they_are_and_are_judged()
    {
        foreach (var (name, _) in Encodings)
        {
            using var answer = await _observer.Client.GetAsync($"/v1/user/2{name.Length}");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Compressed(name), name);
            answer.Content.Headers.ContentEncoding.ShouldBe([name]);
        }
        await UntilAsync(() => Encodings.Keys.All(IsRead));
        Encodings.Keys.Where(name => !IsRead(name)).ShouldBeEmpty();

        bool IsRead(string name) => _found.Any(violation => violation.Rule == "envelope" && violation.Actual.Contains(name, StringComparison.Ordinal));
    }

    [Test]
    public async Task Who_may_read_an_answer_is_for_the_target_to_say()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/shared") { Headers = { { "Origin", Origin }, { "Access-Control-Request-Method", "PUT" } } };
        using var preflight = await _observer.Client.SendAsync(request);
        preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        preflight.Headers.GetValues("Access-Control-Allow-Methods").ShouldBe(["PUT"]);
        preflight.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Origin]);
        using var other = await _observer.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/user/2") { Headers = { { "Origin", Origin } } });
        other.Headers.ShouldNotContain(header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_target_that_hangs_up_is_a_bad_gateway_without_a_page_and_counts_as_no_answer()
    {
        using var answer = await _observer.Client.GetAsync("/v1/user/9");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        // Half an answer breaks off for the client as it does for the observer.
        await Should.ThrowAsync<HttpRequestException>(() => _observer.Client.GetStringAsync("/v1/user/8"));
        (await UntilAsync(() => _observer.State()["unanswered"]!.GetValue<int>() == 2))["unanswered"]!.GetValue<int>().ShouldBe(2);
    }

    // Browsers speak HTTP/2 over TLS alone; without it an address has one version.
    [Test]
    public async Task Without_TLS_a_client_that_insists_on_HTTP_2_is_told_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/user/2") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await Should.ThrowAsync<HttpRequestException>(() => _observer.Client.SendAsync(request));
    }

    [Test]
    public async Task A_judge_that_fails_changes_no_answer()
    {
        var failures = new ConcurrentQueue<Exception>();
        await using var observer = await RunningObserver.StartAsync(_target.Url, found: _ => throw new InvalidOperationException("the judge"), failed: failures.Enqueue);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var answer = await observer.Client.GetAsync("/v1/user/1");
            answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            (await answer.Content.ReadAsStringAsync()).ShouldBe("broken");
        }
        (await observer.ResultAsync()).Traffic!.Skipped.ShouldBe(2);
        failures.Count.ShouldBe(2);
    }

    [Test]
    public async Task What_comes_faster_than_it_can_be_judged_is_counted_and_told()
    {
        var (busy, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var observer = await RunningObserver.StartAsync(_target.Url, maxWaiting: 1, found: _ =>
        {
            busy.TrySetResult();
            go.Task.Wait();
        });
        using (await observer.Client.GetAsync("/v1/user/1"))
            await busy.Task;
        foreach (var _ in Enumerable.Range(0, 4))
            (await observer.Client.GetAsync("/v1/user/1")).Dispose();
        await observer.StopAsync();
        go.SetResult();
        var result = await observer.ResultAsync();
        result.Traffic!.Skipped.ShouldBe(3);
        new Report(result).Effort.ShouldBe("2 exchanges observed, 3 skipped under load");
    }

    private void Map(WebApplication app)
    {
        app.UseWebSockets();
        app.MapGet("/events", async context =>
        {
            await context.Response.WriteAsync("first\n");
            await context.Response.Body.FlushAsync();
            await _released.Task;
            await context.Response.WriteAsync("second\n");
        });
        app.MapGet("/socket", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            for (var received = await socket.ReceiveAsync(buffer, default); received.MessageType == WebSocketMessageType.Text; received = await socket.ReceiveAsync(buffer, default))
                await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, default);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        });
        app.MapMethods("/shared", ["OPTIONS"], context =>
        {
            context.Response.StatusCode = 204;
            context.Response.Headers["Access-Control-Allow-Origin"] = Origin;
            context.Response.Headers["Access-Control-Allow-Methods"] = "PUT";
            return Task.CompletedTask;
        });
        app.MapGet("/v1/user/1", () => Results.Text("broken", statusCode: 500));
        app.MapGet("/v1/user/2", () => SensibleServer.Answer(404, new JsonObject { ["code"] = 404, ["message"] = "no", ["data"] = new JsonArray() }));
        foreach (var name in Encodings.Keys)
        {
            app.MapGet($"/v1/user/2{name.Length}", async context =>
            {
                context.Response.ContentType = "application/json";
                context.Response.Headers.ContentEncoding = name;
                await context.Response.Body.WriteAsync(Compressed(name));
            });
        }
        app.MapGet("/v1/user/9", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        app.MapGet("/v1/user/8", async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
    }

    private static byte[] Compressed(string name)
    {
        using var bytes = new MemoryStream();
        using (var encoder = Encodings[name](bytes))
            encoder.Write(Encoding.UTF8.GetBytes($$"""{"written":"{{name}}"}"""));
        return bytes.ToArray();
    }

    // Exchanges are judged in their order, off the way of their answers: what is not judged yet is once a few more have come.
    private async Task<JsonObject> UntilAsync(Func<bool> isJudged)
    {
        for (var left = 200; left > 0 && !isJudged(); left--)
            (await _observer.Client.GetAsync("/v1/user/1")).Dispose();
        return _observer.State();
    }
}
