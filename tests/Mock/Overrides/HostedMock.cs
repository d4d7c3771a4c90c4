using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>A mock on a port, and a client that has the key demo for every API.</summary>
internal sealed class HostedMock : IAsyncDisposable
{
    private readonly MockServer _server;

    private HostedMock(MockServer server)
    {
        _server = server;
        Url = new Uri(server.Url);
        Client = new HttpClient { BaseAddress = Url };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo");
        Client.DefaultRequestHeaders.Add("X-Redmine-API-Key", "demo");
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    public MockServices Services => _server.Services;

    /// <summary>The mock with an override, or a list of them.</summary>
    public static async Task<HostedMock> StartAsync(string? overrides = null, TimeProvider? clock = null)
    {
        var mock = new HostedMock(await MockServer.StartAsync(new MockOptions
        {
            Contracts = [.. Contracts.Names.Select(Contracts.Load)],
            Clock = clock ?? TimeProvider.System,
        }));
        if (overrides is not null)
            (await mock.SendAsync("POST", "/__admin/overrides", overrides)).Status.ShouldBe(HttpStatusCode.Created);
        return mock;
    }

    public async Task<HostedAnswer> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return new HostedAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
    }

    /// <summary>The overrides as they are listed.</summary>
    public async Task<JsonArray> ListAsync() => (await SendAsync("GET", "/__admin/overrides")).Json["overrides"]!.AsArray();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}

/// <summary>An answer, read to its end.</summary>
internal sealed record HostedAnswer(HttpStatusCode Status, string Text, Dictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;
}
