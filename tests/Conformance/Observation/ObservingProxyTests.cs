using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Tests.SensibleServers;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary><c>observe --target</c>: clients get the target's answers as they are, and what went through is judged.</summary>
public sealed class ObservingProxyTests
{
    private const string Key = "k9-very-secret-key-417";

    private static readonly byte[] Compressed = [0x1f, 0x8b, 1, 2, 3, 0xff];

    private SensibleServer _target = null!;

    [OneTimeSetUp]
    public async Task StartTarget() => _target = await SensibleServer.StartAsync(app =>
    {
        app.MapGet("/base/v1/user/1", () => Results.Text("broken", statusCode: 500));
        app.MapGet("/base/v1/user/2", () => SensibleServer.Answer(404, new JsonObject { ["code"] = 404, ["message"] = "no", ["data"] = new JsonArray() }));
        app.MapGet("/base/moved", context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = $"http://{context.Request.Host}/base/v1/user/2";
            context.Response.Headers.Append("Set-Cookie", "a=1; Domain=127.0.0.1; Path=/base; Secure; HttpOnly");
            context.Response.Headers.Append("Set-Cookie", "b=2");
            return Task.CompletedTask;
        });
        app.MapPost("/base/echo", async context =>
        {
            using var sent = new MemoryStream();
            await context.Request.Body.CopyToAsync(sent);
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.Headers["X-Sent"] = $"{context.Request.Path}{context.Request.QueryString} {context.Request.Headers["X-Odd"]} {sent.Length}";
            await context.Response.Body.WriteAsync(Compressed);
        });
    });

    [OneTimeTearDown]
    public async Task StopTarget() => await _target.DisposeAsync();

    [Test]
    public async Task An_answer_is_passed_on_byte_for_byte_even_one_that_cannot_be_read()
    {
        await using var observed = await RunningObserver.StartAsync(new Uri(_target.Url, "/base"));
        using var content = new ByteArrayContent(new byte[100_000]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo?a=%2F&b=1") { Content = content };
        request.Headers.Add("X-Odd", "as it is");
        using var answer = await observed.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Compressed);
        answer.Headers.GetValues("X-Sent").Single().ShouldBe("/base/echo?a=%2F&b=1 as it is 100000");
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
    }

    [Test]
    public async Task What_names_the_target_leads_back_through_the_observer()
    {
        await using var observed = await RunningObserver.StartAsync(new Uri(_target.Url, "/base"));
        using var answer = await observed.Client.GetAsync("/moved");
        answer.Headers.Location.ShouldBe(new Uri(observed.Client.BaseAddress!, "/v1/user/2"));
        answer.Headers.GetValues("Set-Cookie").ShouldBe(["a=1; Path=/; HttpOnly", "b=2"]);
    }

    [Test]
    public async Task It_is_left_as_it_is_where_that_is_wanted()
    {
        await using var observed = await RunningObserver.StartAsync(new Uri(_target.Url, "/base"), keepsAddresses: true);
        using var answer = await observed.Client.GetAsync("/moved");
        answer.Headers.Location.ShouldBe(new Uri(_target.Url, "/base/v1/user/2"));
    }

    [Test]
    public async Task A_violation_is_judged_and_the_state_shows_it_without_keys()
    {
        await using var observed = await RunningObserver.StartAsync(new Uri(_target.Url, "/base"));
        observed.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        (await observed.Client.GetAsync("/v1/user/1?api_key=" + Key)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await observed.EndAsync();
        var state = observed.State();
        state["violations"]!.AsArray().Select(violation => (string?)violation!["rule"]).ShouldContain("no-server-error");
        state["exchanges"]!.GetValue<int>().ShouldBe(1);
        state.ToJsonString().ShouldNotContain(Key);
    }

    [Test]
    public async Task A_target_that_is_not_there_is_accused_of_nothing()
    {
        await using var observed = await RunningObserver.StartAsync(new Uri("http://127.0.0.1:1"));
        (await observed.Client.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await observed.ResultAsync()).ExitCode.ShouldBe(RunResult.CouldNotJudge);
    }

    [Test]
    public async Task The_program_says_where_it_listens_and_ends_with_the_first_violation()
    {
        using var output = new SignalingWriter("Listening on ");
        var program = new ConformanceCommand(output, output, _ => null).Run(
            ["observe", "--target", $"{_target.Url}base", "--api", "planiso", "--urls", "http://127.0.0.1:0", "--fail-fast"]);
        using var client = new HttpClient { BaseAddress = new Uri(await output.Line) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using (await client.GetAsync("/v1/user/2"))
        using (await client.GetAsync("/v1/user/1"))
            (await program).ShouldBe(RunResult.Violates, output.ToString());
        output.ToString().ShouldContain("no-server-error is violated");
    }

    private sealed class SignalingWriter(string start) : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override void WriteLine(string? value)
        {
            lock (_line)
                base.WriteLine(value);
            if (value?.StartsWith(start, StringComparison.Ordinal) == true)
                _line.TrySetResult(value[start.Length..]);
        }
    }
}
