using System.Text.Json.Nodes;
using PlanisoContract.Wiremock.Cases;
using PlanisoContract.Wiremock.Playing;

namespace PlanisoContract.Wiremock.Real;

/// <summary>Plays cases on the real WireMock; one server for all, and one more for those that need another option.</summary>
internal sealed class Recorder(string jar) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<bool, RealWiremock> _servers = [];

    /// <summary>The answers of a topic's cases, by their names.</summary>
    /// <exception cref="RecordingException">A case cannot be recorded; the message names all of them.</exception>
    public async Task<JsonObject> RecordAsync(string topic, CancellationToken stop)
    {
        var recorded = new JsonObject();
        var problems = new List<string>();
        foreach (var played in Files.Cases(topic))
        {
            try
            {
                recorded[played.Name] = await RecordAsync(played, stop);
            }
            catch (RecordingException wrong)
            {
                problems.Add(wrong.Message);
            }
        }
        return problems.Count == 0 ? recorded : throw new RecordingException(string.Join(Environment.NewLine, problems));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
            await server.DisposeAsync();
    }

    private async Task<JsonArray> RecordAsync(StubCase played, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        var server = await FreshAsync(played.GlobalTemplating, stop);
        var answers = await new Player(server.Url, played).PlayAsync(patience.Token);
        stop.ThrowIfCancellationRequested();
        return answers;
    }

    private async Task<RealWiremock> FreshAsync(bool globalTemplating, CancellationToken stop)
    {
        if (_servers.TryGetValue(globalTemplating, out var server))
        {
            try
            {
                await server.ResetAsync(stop);
                return server;
            }
            catch (HttpRequestException)
            {
                // The case before shut it down.
                await server.DisposeAsync();
            }
        }
        return _servers[globalTemplating] = await RealWiremock.StartAsync(jar, globalTemplating, stop);
    }
}
