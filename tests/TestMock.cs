using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Mock;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.WireMock;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests;

/// <summary>A mock on a free port of loopback, with the clients and silos that tests need.</summary>
internal sealed class TestMock : IAsyncDisposable
{
    /// <summary>Opens a silo of reference data alone, so that filtered lists have something to be narrowed by.</summary>
    private const string References = "reference-data-only";

    private readonly MockServer _server;
    private readonly Lazy<Task> _references;
    private int _silos;

    private TestMock(MockServer server)
    {
        _server = server;
        Url = new Uri(server.Url);
        _references = new(() => MakeAsync(References, null, null, 0));
    }

    public Uri Url { get; }

    /// <summary>The WireMock.Net server beside it.</summary>
    public Uri WireMockUrl => new(_server.WireMockUrl!);

    /// <summary>The mock with its default silos and, unless told otherwise, all contracts.</summary>
    public static async Task<TestMock> StartAsync(
        ImmutableArray<Contract>? contracts = null, int records = 20, TimeProvider? clock = null, TextWriter? log = null, WireMockOptions? wireMock = null,
        string? store = null, bool discard = false) =>
        new(await MockServer.StartAsync(new MockOptions
        {
            Contracts = contracts ?? [.. Contracts.Names.Select(Contracts.Load)],
            Start = new SiloSettings { Keys = [], Seed = 1, Records = records },
            Clock = clock ?? TimeProvider.System,
            Log = log,
            WireMock = wireMock,
            Store = store,
            IsDiscarding = discard,
        }));

    /// <summary>Whether modes of a rule reach beyond a silo, so that they need another one that no other test uses.</summary>
    public static bool ReachesOtherSilos(Rule rule) => rule.Behavior == Behaviors.OwnSilo || rule.Behavior == Behaviors.UniqueScope;

    /// <summary>Whether a rule did not pass that could: a silo without any record has nothing to narrow a list by.</summary>
    public static bool IsOpen(RuleResult result) => result.Verdict != VerdictKind.Pass
        && !(result.Verdict == VerdictKind.Inconclusive && result.Rule.Behavior == Behaviors.EmptyList && result.Rule.Place.Operation?.Filter is not null);

    /// <summary>A client with a bearer key.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient { BaseAddress = Url };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>The default silos as a run meets them.</summary>
    public TargetOptions Demo => new(Url, new Keys("demo", "demo-readonly", "demo-other", "demo-empty", "demo-forbidden")) { Timeout = Patience };

    /// <summary>On a busy machine an answer may take long; none of a mock is late.</summary>
    public static TimeSpan Patience => TimeSpan.FromMinutes(5);

    /// <summary>A silo of its own, asked at its own base URL, so that even a request without a key is in its modes.</summary>
    /// <param name="profile">Readings by rule.</param>
    /// <param name="broken">Breakages.</param>
    /// <param name="records">Records of each resource.</param>
    /// <param name="withOther">Whether the other key opens a silo in the same modes, not one that other tests use.</param>
    public async Task<TargetOptions> SiloAsync(
        IEnumerable<KeyValuePair<string, string>>? profile = null, IEnumerable<string>? broken = null, int records = 6, bool withOther = false)
    {
        var key = $"silo{Interlocked.Increment(ref _silos)}";
        await _references.Value;
        await MakeAsync(key, profile, broken, records);
        if (withOther)
            await MakeAsync(key + "-other", profile, broken, records);
        return new TargetOptions(new Uri(Url, $"/__admin/silos/{key}/api"),
            new Keys(key, key + "-readonly", withOther ? key + "-other" : "demo-other", References, key + "-forbidden"))
        { Timeout = Patience };
    }

    private async Task MakeAsync(string key, IEnumerable<KeyValuePair<string, string>>? profile, IEnumerable<string>? broken, int records)
    {
        using var client = Client();
        using var response = await client.PostAsJsonAsync("/__admin/silos", new JsonObject
        {
            ["key"] = key,
            ["readOnlyKey"] = key + "-readonly",
            ["forbiddenKey"] = key + "-forbidden",
            ["seed"] = 7,
            // Reference data stays where a resource is named.
            ["records"] = records > 0 ? records
                : new JsonObject { ["*"] = 0, [_server.Services.Options.Contracts[0].Resources[0].Name] = 0 },
            ["profile"] = new JsonObject((profile ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["broken"] = new JsonArray([.. (broken ?? []).Select(id => JsonValue.Create(id))]),
        });
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
