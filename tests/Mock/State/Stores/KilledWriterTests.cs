using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.Mock.State.Stores;

/// <summary>A mock that is killed at any moment has, when it is started again, what it had answered with success.</summary>
public sealed class KilledWriterTests
{
    private static readonly int s_kills = int.Parse(Environment.GetEnvironmentVariable("PLANISO_TESTS_KILLS") ?? "12", CultureInfo.InvariantCulture);
    private const int Writers = 4;

    [Test]
    public async Task What_was_answered_with_success_survives_kills()
    {
        using var file = new SqliteFile();
        var chance = new Random(5);
        var answered = new List<(int Number, string Name)>();
        for (var kill = 0; kill < s_kills; kill++)
        {
            var created = await WriteUntilKilledAsync(file.Path, kill, chance.Next(1, 60), answered);
            answered.AddRange(created);
        }
        answered.Select(one => one.Number).ShouldBeUnique();
        await using var mock = await TestMock.StartAsync(store: file.Path);
        await CheckAsync(mock.Client("demo"), answered);
    }

    // Several clients write; after so many answers it is killed, whatever it is doing.
    private static async Task<List<(int Number, string Name)>> WriteUntilKilledAsync(string file, int round, int until, List<(int Number, string Name)> before)
    {
        using var process = Program.Start(PlanisoContract.Tests.Program.Mock, "--urls", "http://127.0.0.1:0", "--api", "planiso", "--store", file);
        var created = new List<(int Number, string Name)>();
        try
        {
            using var client = new HttpClient { BaseAddress = await UrlAsync(process) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo");
            await CheckAsync(client, before);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(client, process, $"{round}.{writer}", until, created)));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
        }
        return created;
    }

    private static async Task WriteAsync(HttpClient client, Process process, string writer, int until, List<(int Number, string Name)> created)
    {
        for (var at = 0; ; at++)
        {
            var name = $"User {writer}.{at}";
            try
            {
                using var response = await client.PostAsJsonAsync("/v1/user", new JsonObject { ["fullname"] = name });
                response.StatusCode.ShouldBe(HttpStatusCode.Created);
                var number = (int)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!["no"]!;
                lock (created)
                {
                    created.Add((number, name));
                    if (created.Count == until)
                        process.Kill();
                }
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static async Task CheckAsync(HttpClient client, List<(int Number, string Name)> answered)
    {
        var users = JsonNode.Parse(await client.GetStringAsync("/v1/user"))!["data"]!.AsArray().ToDictionary(user => (int)user!["no"]!, user => user!["fullname"]!.ToString());
        foreach (var (number, name) in answered)
            users.GetValueOrDefault(number).ShouldBe(name);
    }

    private static async Task<Uri> UrlAsync(Process process)
    {
        const string ready = "Listening on ";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(ready, StringComparison.Ordinal))
                return new Uri(line[ready.Length..]);
        }
        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }
}
