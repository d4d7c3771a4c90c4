using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary><c>equalToJson</c> (wiremock.org, "Request Matching", "JSON equality").</summary>
internal sealed class EqualToJsonPattern : ValuePattern
{
    private readonly JsonNode? _written;
    private readonly JToken _expected;
    private readonly ImmutableDictionary<string, JsonPlaceholder> _placeholders;
    private readonly bool? _ignoreArrayOrder;
    private readonly bool? _ignoreExtraElements;

    private EqualToJsonPattern(JsonPlace place, JsonPlace written, JToken expected)
    {
        (_written, _expected) = (written.Node, expected);
        _placeholders = JsonPlaceholder.In(expected, written);
        _ignoreArrayOrder = Flag(place.Member("ignoreArrayOrder"));
        _ignoreExtraElements = Flag(place.Member("ignoreExtraElements"));
    }

    public static EqualToJsonPattern? Of(JsonPlace place)
    {
        var written = place.Member("equalToJson")!;
        var text = written.Node is JsonValue value && value.TryGetValue(out string? own) ? own : written.Node?.ToJsonString() ?? "null";
        var expected = JsonPaths.Document(text);
        if (expected is null)
            written.Expect($"JSON (RFC 8259, at most {JsonPaths.MaxDepth} levels), as a text or inline");
        return expected is null ? null : new EqualToJsonPattern(place, written, expected);
    }

    public override bool Matches(string? value) =>
        value is not null && ReadText.Of(value).Json is { } actual && Comparison() is var comparison
        && comparison.AreEqual(_expected, actual) && !comparison.IsTooLong;

    public override double DistanceTo(string? value)
    {
        if (value is null || ReadText.Of(value).Json is not { } actual)
            return 1;
        var count = Comparison().Count(_expected, actual);
        return count == 0 ? 0 : count / (double)Math.Max(JsonComparison.SizeOf(_expected), JsonComparison.SizeOf(actual));
    }

    public override JsonObject ToJson()
    {
        var json = new JsonObject { ["equalToJson"] = _written?.DeepClone() };
        if (_ignoreArrayOrder is { } order)
            json["ignoreArrayOrder"] = order;
        if (_ignoreExtraElements is { } extra)
            json["ignoreExtraElements"] = extra;
        return json;
    }

    private static bool? Flag(JsonPlace? place) => place is null ? null : !place.IsNull && place.Flag() == true;

    private JsonComparison Comparison() => new(_ignoreArrayOrder == true, _ignoreExtraElements == true, _placeholders);
}
