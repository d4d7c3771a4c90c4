using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Stubs;

/// <summary>A mock whose stubs are tested; without APIs unless told otherwise.</summary>
internal sealed class StubMock : IAsyncDisposable
{
    private readonly MockHost _host;

    private StubMock(MockHost host)
    {
        _host = host;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Url };
    }

    public Uri Url => new(_host.Url);

    public HttpClient Client { get; }

    public Overlay Overlay => _host.Overlay;

    public static async Task<StubMock> StartAsync(
        StubOptions? stubs = null, TimeProvider? clock = null, bool withApis = false, TextWriter? log = null) =>
        new(await MockHost.StartAsync(new MockOptions
        {
            Contracts = withApis ? [.. Contracts.Names.Select(Contracts.Load)] : ImmutableArray<Contract>.Empty,
            Start = new SiloSettings { Keys = [], Seed = 1, Records = 5 },
            Stubs = stubs ?? new StubOptions(),
            Clock = clock ?? TimeProvider.System,
            Log = log,
        }));

    /// <summary>Makes a stub that must be right.</summary>
    public async Task StubAsync(string path, string response, string method = "ANY")
    {
        using var made = await TryStubAsync(path, response, method);
        if (!made.IsSuccessStatusCode)
            throw new InvalidOperationException(await made.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> TryStubAsync(string path, string response, string method = "ANY") => Client.PostAsJsonAsync("/__admin/mappings",
        new JsonObject { ["request"] = new JsonObject { ["method"] = method, ["urlPath"] = path }, ["response"] = JsonNode.Parse(response) });

    /// <summary>All bytes that come back on a connection, and whether it was reset at the end.</summary>
    public async Task<(string Bytes, bool IsReset)> RawAsync(string path, string method = "GET")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Url.Host, Url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {Url.Authority}\r\n\r\n"));
        var bytes = new MemoryStream();
        try
        {
            await stream.CopyToAsync(bytes);
            return (Encoding.Latin1.GetString(bytes.ToArray()), false);
        }
        catch (IOException gone) when (gone.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return (Encoding.Latin1.GetString(bytes.ToArray()), true);
        }
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return _host.DisposeAsync();
    }
}
