using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PlanisoContract.Mock;

/// <summary>An answer changed on purpose. The members are those of <c>/__admin/overrides</c>; what is null is not said.</summary>
public sealed record PlanisoOverride
{
    private static readonly JsonSerializerOptions AsJson = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The API's name, where that of the operation or resource is in several.</summary>
    public string? Api { get; init; }

    /// <summary>An <c>operationId</c>, or <c>*</c> for all.</summary>
    public string? Operation { get; init; }

    /// <summary>A resource, in place of an operation.</summary>
    public string? Resource { get; init; }

    /// <summary>The key of the requests that it is about; null for all.</summary>
    public string? Key { get; init; }

    /// <summary>The identity of the record that it is about, a number or a text; null for all.</summary>
    public JsonNode? Identity { get; init; }

    /// <summary>Matching requests that are let through first.</summary>
    public int? After { get; init; }

    /// <summary>How often it acts.</summary>
    public int? Times { get; init; }

    /// <summary>The share of matching requests that it acts on, from 0 to 1; the same ones for the same seed.</summary>
    public double? Probability { get; init; }

    /// <summary>The status to answer with.</summary>
    public int? Status { get; init; }

    /// <summary>Seconds, for the header <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Milliseconds to hold the answer back.</summary>
    public int? Delay { get; init; }

    /// <summary><c>reset</c>, <c>empty</c>, <c>truncated</c> or <c>garbage</c>.</summary>
    public string? Fault { get; init; }

    /// <summary>Values by JSONPath or XPath.</summary>
    public IReadOnlyDictionary<string, object?>? Set { get; init; }

    /// <summary>JSONPaths or XPaths of what to take away.</summary>
    public IReadOnlyCollection<string>? Remove { get; init; }

    /// <summary>A JSON Merge Patch, as any object that can be written as JSON.</summary>
    public object? Merge { get; init; }

    internal JsonElement ToJson() => JsonSerializer.SerializeToElement(this, AsJson);
}
