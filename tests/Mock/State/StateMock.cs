using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.State;

/// <summary>A mock with a few records, that is given data.</summary>
internal sealed class StateMock : IAsyncDisposable
{
    private readonly MockServer _server;
    private readonly HttpClient _client;

    private StateMock(MockServer server)
    {
        _server = server;
        _client = new HttpClient { BaseAddress = new Uri(server.Url) };
    }

    public MockServer Server => _server;

    public MockServices Services => _server.Services;

    public static async Task<StateMock> StartAsync(int records = 5, Func<MockOptions, MockOptions>? configure = null)
    {
        var options = new MockOptions
        {
            Contracts = [.. Contracts.Names.Select(Contracts.Load)],
            Start = new SiloSettings { Keys = [], Seed = 1, Records = records },
        };
        return new StateMock(await MockServer.StartAsync(configure?.Invoke(options) ?? options));
    }

    /// <summary>Asks; the answer's status and body.</summary>
    public async Task<(int Status, JsonNode? Body)> AskAsync(string method, string path, string? body = null, string key = "demo", string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>The records of the resource user, as the list shows them.</summary>
    public async Task<JsonArray> UsersAsync(string key = "demo") => (JsonArray)(await AskAsync("GET", "/v1/user", key: key)).Body!["data"]!;

    public async Task<string[]> NamesAsync(string key = "demo") => [.. (await UsersAsync(key)).Select(user => (string)user!["fullname"]!)];

    /// <summary>What is wrong with data: pointer and detail.</summary>
    public async Task<string[]> RefusedAsync(string method, string path, string body, string type = "application/json")
    {
        var (status, problems) = await AskAsync(method, path, body, type: type);
        status.ShouldBe(400, problems?.ToJsonString());
        return [.. ((JsonArray)problems!["errors"]!).Select(error => $"{error!["pointer"]}: {error["detail"]}")];
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
    }
}
