using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Tests.Shop;

namespace PlanisoContract.Tests.Mock.Rest;

/// <summary>A mock of the shop, asked as with curl.</summary>
internal sealed class RestMock : IAsyncDisposable
{
    private readonly TestMock _mock;

    private RestMock(TestMock mock) => _mock = mock;

    public static async Task<RestMock> StartAsync() => new(await TestMock.StartAsync([ShopApi.Contract], records: 23, new SteppingClock()));

    /// <summary>A silo in these modes.</summary>
    public async Task<RestClient> SiloAsync(IEnumerable<KeyValuePair<string, string>>? profile = null, params string[] broken) =>
        new(await _mock.SiloAsync(profile, broken, records: 23));

    public ValueTask DisposeAsync() => _mock.DisposeAsync();
}

/// <summary>A client of one silo.</summary>
internal sealed class RestClient(TargetOptions target) : IDisposable
{
    private readonly HttpClient _client = new();

    /// <summary>The key of the silo, which is its name.</summary>
    public string Key => target.Target.Segments[^2].TrimEnd('/');

    /// <summary>Sends a request, with the key as a bearer's unless a header says otherwise.</summary>
    /// <param name="line">Method and path.</param>
    /// <param name="json">The body; null without one.</param>
    /// <param name="headers">Further headers: <c>NAME: VALUE</c>; <c>Authorization:</c> alone leaves it out.</param>
    public async Task<RestAnswer> SendAsync(string line, string? json = null, params string[] headers)
    {
        var (method, path) = (line.Split(' ')[0], line.Split(' ')[1]);
        using var request = new HttpRequestMessage(new HttpMethod(method), target.Target + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var header in headers)
        {
            var (name, value) = (header.Split(':')[0], header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            request.Headers.Remove(name == "Content-Type" ? "X-None" : name);
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else if (value.Length > 0)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new RestAnswer((int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            body.Length == 0 ? null : JsonNode.Parse(body));
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>What came.</summary>
internal sealed record RestAnswer(int Status, Dictionary<string, string> Headers, JsonNode? Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
