using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.Mock.CommandLine;

/// <summary>What the program tells other programs of its requests.</summary>
public sealed class TelemetryTests
{
    [Test]
    public async Task Requests_are_logged_as_json_and_exported_to_where_the_usual_variables_say()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("There is no SIGTERM on Windows, at which the last traces are sent.");
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectorAsync(received);
        using var process = Program.Start(Program.Mock, ["--urls", "http://127.0.0.1:0", "--records", "3", "--log", "json"], new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        try
        {
            var error = process.StandardError.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = new Uri((await LineAsync(process, "Listening on "))["Listening on ".Length..]) };
            client.DefaultRequestHeaders.Add("Authorization", "Bearer demo");
            await client.GetAsync("/v1/user?key=a-secret&odd=%22%0A");
            await client.GetAsync("/v1/user/99999");

            using var line = JsonDocument.Parse(await LineAsync(process, "{"));
            var logged = line.RootElement;
            logged.GetProperty("time").GetDateTime().Kind.ShouldBe(DateTimeKind.Utc);
            (logged.GetProperty("method").GetString(), logged.GetProperty("path").GetString(), logged.GetProperty("status").GetInt32()).ShouldBe(("GET", "/v1/user", 200));
            logged.GetProperty("key").GetString().ShouldBe("a-…");
            logged.GetRawText().ShouldNotContain("a-secret");
            JsonDocument.Parse(await LineAsync(process, "{")).RootElement.GetProperty("status").GetInt32().ShouldBe(404);

            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
            (process.ExitCode, await error).ShouldBe((0, ""));
            // Names stand in protobuf as they are.
            received["/v1/traces"].ShouldSatisfyAllConditions(
                traces => traces.ShouldContain("planiso-mock"), traces => traces.ShouldContain("listUsers"), traces => traces.ShouldContain("findUser"));
            received["/v1/traces"].ShouldContain("http.request.method");
            received["/v1/metrics"].ShouldContain("http.server.request.duration");
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(context.Request.Path, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        return collector;
    }

    private static async Task<string> LineAsync(Process process, string start)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
                return line;
        }
        throw new InvalidOperationException($"It ended before it printed {start}.");
    }
}
