using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs.Matching;
using PlanisoContract.Mock.Stubs.Responses;

namespace PlanisoContract.Mock.Stubs;

/// <summary>A stub: which requests it takes, and what it answers (wiremock.org, "Stubbing"). Never changes once it is made.</summary>
internal sealed record StubMapping
{
    public const int DefaultPriority = 5;

    public required Guid Id { get; init; }

    public string? Name { get; init; }

    /// <summary>1 goes first; where two stubs have the same, the newer one.</summary>
    public int? Priority { get; init; }

    public required RequestPattern Request { get; init; }

    public required ResponseDefinition Response { get; init; }

    public ScenarioStep? Scenario { get; init; }

    /// <summary>Whether it is written to the root directory; null where its author does not say.</summary>
    public bool? Persistent { get; init; }

    public JsonObject? Metadata { get; init; }

    /// <summary>Reads a stub.</summary>
    /// <param name="place">The stub as JSON; what is wrong with it goes to the place's problems.</param>
    /// <param name="otherwise">The id of a stub that names none.</param>
    public static StubMapping Read(JsonPlace place, Guid otherwise)
    {
        if (place.Object is null)
            place.Expect("an object");
        var id = Identity(place.Member("id"));
        var uuid = Identity(place.Member("uuid"));
        var stub = new StubMapping
        {
            Id = id ?? uuid ?? otherwise,
            Name = place.Member("name")?.TextOrNull(),
            Priority = place.Member("priority") is { IsNull: false } priority ? priority.Integer() : null,
            Request = RequestPattern.Read(place.PartOrEmpty("request")),
            Response = ResponseDefinition.Read(place.PartOrEmpty("response")),
            Scenario = ReadScenario(place),
            Persistent = place.Member("persistent") is { IsNull: false } persistent ? persistent.Flag() : null,
            Metadata = place.Member("metadata") is { IsNull: false } metadata ? metadata.AsObject() : null,
        };
        Refuse(place);
        place.NoOthers();
        return stub;
    }

    /// <summary>As WireMock shows it: the defaults that matter said, the rest as its author wrote it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id.ToString() };
        if (Name is not null)
            json["name"] = Name;
        json["request"] = Request.ToJson();
        json["response"] = Response.ToJson();
        json["uuid"] = Id.ToString();
        if (Persistent is { } persistent)
            json["persistent"] = persistent;
        if (Priority is { } priority)
            json["priority"] = priority;
        Scenario?.WriteTo(json);
        if (Metadata is not null)
            json["metadata"] = Metadata.DeepClone();
        return json;
    }

    private static Guid? Identity(JsonPlace? place)
    {
        if (place is null or { IsNull: true })
            return null;
        var text = place.Node is JsonValue value && value.TryGetValue(out string? written) ? written : null;
        // As some clients write that they do not care.
        if (text is "")
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        place.Expect("a UUID");
        return null;
    }

    // What WireMock writes into its files and clients send back is no mistake; what would have to be done is.
    private static void Refuse(JsonPlace place)
    {
        place.Member("insertionIndex")?.Integer();
        foreach (var name in new[] { "postServeActions", "serveEventListeners" })
        {
            if (place.Member(name) is { Node: not (null or JsonArray { Count: 0 }) } calls)
                place.Problems.Add(calls.Pointer, "The mock calls no webhooks after an answer; leave the member away.");
        }
    }

    private static ScenarioStep? ReadScenario(JsonPlace place)
    {
        var name = place.Member("scenarioName")?.TextOrNull();
        var required = place.Member("requiredScenarioState")?.TextOrNull();
        var next = place.Member("newScenarioState")?.TextOrNull();
        return name is null && required is null && next is null ? null : new ScenarioStep(name, required, next);
    }
}

/// <summary>A stub's place in a scenario (wiremock.org, "Stateful behaviour").</summary>
/// <param name="Name">Of the scenario; null where its author forgot it, and it is in none.</param>
/// <param name="Required">The state in which the stub takes requests, or null for any.</param>
/// <param name="Next">The state that follows its answer, or null where it stays.</param>
internal sealed record ScenarioStep(string? Name, string? Required, string? Next)
{
    /// <summary>The state in which each scenario begins.</summary>
    public const string Started = "Started";

    public void WriteTo(JsonObject stub)
    {
        if (Name is not null)
            stub["scenarioName"] = Name;
        if (Required is not null)
            stub["requiredScenarioState"] = Required;
        if (Next is not null)
            stub["newScenarioState"] = Next;
    }
}
