using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.InProcess;

// What answers before the contract does.
public sealed partial class PlanisoMock
{
    private const string Mappings = "/__admin/mappings";

    /// <summary>The stubs as WireMock's JSON, the one that is asked first first.</summary>
    public IReadOnlyList<string> Stubs =>
        [.. ((JsonArray)_admin.Ask("GET", Mappings)!["mappings"]!).Select(stub => stub!.ToJsonString(Source.Readable))];

    /// <summary>Makes a stub: from now on these requests get this answer, and the contract is not asked.</summary>
    /// <param name="on">Which requests.</param>
    /// <param name="reply">What is answered.</param>
    /// <param name="priority">1 goes first; where it is the same (5, unless told), the newer stub.</param>
    /// <param name="name">A name for people.</param>
    /// <exception cref="PlanisoMockException">It is not right; the message says where and why.</exception>
    public MockStub Stub(On on, Reply reply, int? priority = null, string? name = null) => new(this, [Make(Mapping(on, reply, priority, name))]);

    /// <summary>Makes a stub for the next such request only; then it is as it was before.</summary>
    /// <inheritdoc cref="Stub"/>
    public MockStub StubOnce(On on, Reply reply, int? priority = null, string? name = null) => Sequence(on, [reply], priority, name);

    /// <summary>Makes a stub for the next such requests; then it is as it was before.</summary>
    /// <inheritdoc cref="Stub"/>
    /// <param name="times">For how many.</param>
    /// <param name="on">Which requests.</param>
    /// <param name="reply">What is answered.</param>
    /// <param name="priority">1 goes first; where it is the same (5, unless told), the newer stub.</param>
    /// <param name="name">A name for people.</param>
    public MockStub StubNext(int times, On on, Reply reply, int? priority = null, string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return Sequence(on, Enumerable.Repeat(reply, times), priority, name);
    }

    /// <summary>Makes stubs whose answers follow each other; then it is as it was before.</summary>
    /// <param name="on">Which requests.</param>
    /// <param name="replies">The first answer, the second …</param>
    /// <exception cref="PlanisoMockException">One is not right; the message says where and why.</exception>
    public MockStub StubSequence(On on, params Reply[] replies) => Sequence(on, replies, null, null);

    /// <summary>Makes a stub of WireMock's JSON.</summary>
    /// <exception cref="PlanisoMockException">It is not right; the message says where and why.</exception>
    public MockStub StubJson(string json) => new(this, [Make(Source.Object(json, "a stub"))]);

    /// <summary>Takes a stub away; nothing happens where there is none.</summary>
    public void RemoveStub(Guid id) => _admin.Drop($"{Mappings}/{id}");

    /// <summary>Takes all stubs away but those of the root directory, and puts all scenarios back.</summary>
    public void ResetStubs()
    {
        _admin.Ask("POST", $"{Mappings}/reset");
        ResetScenarios();
    }

    /// <summary>The state of each scenario, by its name.</summary>
    public IReadOnlyDictionary<string, string> Scenarios => ((JsonArray)_admin.Ask("GET", "/__admin/scenarios")!["scenarios"]!)
        .ToDictionary(scenario => scenario!["name"]!.ToString(), scenario => scenario!["state"]!.ToString(), StringComparer.Ordinal);

    /// <summary>Puts a scenario into a state.</summary>
    /// <exception cref="PlanisoMockException">There is no such scenario, or no such state in it.</exception>
    public void SetScenario(string name, string state) =>
        _admin.Ask("PUT", $"/__admin/scenarios/{Uri.EscapeDataString(name)}/state", new JsonObject { ["state"] = state });

    /// <summary>Puts all scenarios back to where they begin.</summary>
    public void ResetScenarios() => _admin.Ask("POST", "/__admin/scenarios/reset");

    /// <summary>Delays the answers of all stubs; null for no delay.</summary>
    public void DelayAll(TimeSpan? delay) =>
        _admin.Ask("POST", "/__admin/settings", new JsonObject { ["fixedDelay"] = delay is { } some ? (int)some.TotalMilliseconds : null });

    private MockStub Sequence(On on, IEnumerable<Reply> replies, int? priority, string? name)
    {
        var scenario = $"in order {Guid.NewGuid()}";
        var ids = ImmutableArray.CreateBuilder<Guid>();
        foreach (var (reply, index) in replies.Select((reply, index) => (reply, index)))
        {
            var stub = Mapping(on, reply, priority, name);
            stub["scenarioName"] = scenario;
            stub["requiredScenarioState"] = index == 0 ? "Started" : $"after {index}";
            stub["newScenarioState"] = $"after {index + 1}";
            ids.Add(Make(stub));
        }
        return new MockStub(this, ids.ToImmutable());
    }

    private static JsonObject Mapping(On on, Reply reply, int? priority, string? name)
    {
        ArgumentNullException.ThrowIfNull(on);
        ArgumentNullException.ThrowIfNull(reply);
        var stub = new JsonObject { ["request"] = on.ToJson(), ["response"] = reply.ToJson() };
        if (priority is not null)
            stub["priority"] = priority;
        if (name is not null)
            stub["name"] = name;
        return stub;
    }

    private Guid Make(JsonObject stub) => Guid.Parse(_admin.Ask("POST", Mappings, stub)!["id"]!.ToString());
}
