using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.Watching;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.Watching;

/// <summary>A mock of the library whose files are watched; a change is taken up when the test says so.</summary>
internal sealed class WatchedMock : IAsyncDisposable
{
    private static readonly string Library = Repository.Read("tests", "Fourth", "library.openapi.yaml");

    private readonly ManualClock _clock = new();
    private readonly DirectoryInfo _directory;
    private readonly FileWatcher _files;
    private readonly StringWriter _log = new();
    private readonly HttpClient _client;

    private WatchedMock(DirectoryInfo directory, MockServer server)
    {
        (_directory, Server) = (directory, server);
        _client = new HttpClient { BaseAddress = new Uri(server.Url) };
        _files = new FileWatcher(_clock);
        _ = new ContractWatcher(server, _files, _log);
        if (server.Services.Options.Data is not null)
            _ = new DataWatcher(server, _files, _log);
    }

    public MockServer Server { get; }

    /// <param name="records">Records of each resource.</param>
    /// <param name="contract">The contract; else that of the library.</param>
    /// <param name="data">A file of records; null for none.</param>
    /// <param name="configure">Other options.</param>
    public static async Task<WatchedMock> StartAsync(int records = 3, string? contract = null, string? data = null, Func<MockOptions, MockOptions>? configure = null)
    {
        var directory = Directory.CreateTempSubdirectory("watched");
        var path = Path.Combine(directory.FullName, "library.openapi.yaml");
        await File.WriteAllTextAsync(path, contract ?? Library);
        var options = new MockOptions
        {
            Contracts = [ContractFile.Read(path)],
            AreContractsWatched = true,
            Start = new SiloSettings { Keys = [], Seed = 1, Records = records },
        };
        if (data is not null)
        {
            var file = Path.Combine(directory.FullName, "data.yaml");
            await File.WriteAllTextAsync(file, data);
            options = options with { Data = DataFiles.Load([file], options), IsDataWatched = true };
        }
        return new WatchedMock(directory, await MockServer.StartAsync(configure?.Invoke(options) ?? options));
    }

    /// <summary>Writes the contract after texts in it were replaced; what is said about it.</summary>
    public string Change(params ReadOnlySpan<(string Old, string New)> changes) => Change("library.openapi.yaml", Changed(changes));

    /// <summary>Writes a file; what is said about it.</summary>
    public string Change(string file, string text)
    {
        _log.GetStringBuilder().Clear();
        var path = Path.Combine(_directory.FullName, file);
        File.WriteAllText(path, text);
        _files.Notice(path);
        _clock.Advance(FileWatcher.Quiet);
        // Without the path of the directory.
        return _log.ToString().Replace(_directory.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    /// <summary>The contract after texts in it were replaced.</summary>
    public static string Changed(params ReadOnlySpan<(string Old, string New)> changes)
    {
        var yaml = Library;
        foreach (var (old, replacement) in changes)
        {
            yaml.ShouldContain(old);
            yaml = yaml.Replace(old, replacement, StringComparison.Ordinal);
        }
        return yaml;
    }

    /// <summary>Asks; the status, and the data of the answer.</summary>
    public async Task<(int Status, JsonNode? Data)> AskAsync(string method, string path, string? body = null, string key = "demo")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = text.Length == 0 ? null : JsonNode.Parse(text);
        return ((int)response.StatusCode, json is JsonObject all && all["data"] is { } data ? data : json);
    }

    /// <summary>The books as the list shows them.</summary>
    public async Task<JsonArray> BooksAsync(string key = "demo") => (JsonArray)(await AskAsync("GET", "/book", key: key)).Data!;

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        _client.Dispose();
        await Server.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
