using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>What a stub answers (wiremock.org, "Stubbing", "Simulating Faults", "Proxying").</summary>
internal sealed class ResponseDefinition
{
    private readonly JsonObject _source;

    private ResponseDefinition(JsonObject source) => _source = source;

    /// <summary>Null where the stub says none: 200, or that of the contract's answer.</summary>
    public int? Status { get; private init; }

    public string? Body { get; private init; }

    /// <summary><c>transformerParameters</c>, or null.</summary>
    public JsonObject? Parameters { get; private init; }

    public static ResponseDefinition Read(JsonPlace place) => new(place.Object ?? [])
    {
        Status = place.Member("status")?.Integer(),
        Body = place.Member("body")?.Text(),
        Parameters = place.Member("transformerParameters")?.AsObject(),
    };

    public JsonObject ToJson() => (JsonObject)_source.DeepClone();
}
