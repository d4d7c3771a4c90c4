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
        var id = Identity(place.Member("id")) ?? Identity(place.Member("uuid"));
        var stub = new StubMapping
        {
            Id = id ?? otherwise,
            Name = place.Member("name")?.Text(),
            Priority = place.Member("priority")?.Integer(1),
            Request = RequestPattern.Read(place.MemberOrEmpty("request")),
            Response = ResponseDefinition.Read(place.MemberOrEmpty("response")),
            Scenario = ReadScenario(place),
            Persistent = place.Member("persistent") is { IsNull: false } persistent ? persistent.Flag() : null,
            Metadata = place.Member("metadata") is { IsNull: false } metadata ? metadata.AsObject() : null,
        };
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
        if (Guid.TryParse(place.Node is JsonValue value && value.TryGetValue(out string? text) ? text : null, out var id))
            return id;
        place.Expect("a UUID");
        return null;
    }

    private static ScenarioStep? ReadScenario(JsonPlace place)
    {
        var name = place.Member("scenarioName")?.TextOrNull();
        var required = place.Member("requiredScenarioState")?.TextOrNull();
        var next = place.Member("newScenarioState")?.TextOrNull();
        return name is null ? null : new ScenarioStep(name, required, next);
    }
}

/// <summary>A stub's place in a scenario (wiremock.org, "Stateful behaviour").</summary>
/// <param name="Name">Of the scenario.</param>
/// <param name="Required">The state in which the stub takes requests, or null for any.</param>
/// <param name="Next">The state that follows its answer, or null where it stays.</param>
internal sealed record ScenarioStep(string Name, string? Required, string? Next)
{
    /// <summary>The state in which each scenario begins.</summary>
    public const string Started = "Started";

    public void WriteTo(JsonObject stub)
    {
        stub["scenarioName"] = Name;
        if (Required is not null)
            stub["requiredScenarioState"] = Required;
        if (Next is not null)
            stub["newScenarioState"] = Next;
    }
}
