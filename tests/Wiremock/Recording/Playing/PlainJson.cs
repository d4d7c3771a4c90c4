using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Wiremock.Playing;

/// <summary>
/// JSON of the admin API with its members sorted and words in place of what is otherwise each time, or of what is said in
/// other words on purpose.
/// </summary>
internal sealed class PlainJson(Placeholders placeholders)
{
    private const string Duration = "<duration>";

    // What the mock says of an unmatched request is the contract's answer, which WireMock cannot have.
    private static readonly string[] OfUnmatched = ["response", "responseDefinition", "stubMapping", "subEvents", "contract", "timing"];
    private static readonly string[] OfHealth = ["status", "version", "uptimeInSeconds", "timestamp"];

    public JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject members => Of(members),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        JsonValue value => OfValue(value),
        _ => null,
    };

    private JsonObject Of(JsonObject members)
    {
        var sorted = new JsonObject();
        foreach (var (name, value) in members.Where(member => Counts(members, member.Key)).OrderBy(member => member.Key, StringComparer.Ordinal))
            sorted[name] = InPlaceOf(members, name, value) ?? Of(value);
        return sorted;
    }

    private static bool Counts(JsonObject members, string name)
    {
        if (members["wasMatched"] is JsonValue matched && matched.GetValueKind() == JsonValueKind.False)
            return !OfUnmatched.Contains(name);
        return !members.ContainsKey("uptimeInSeconds") || OfHealth.Contains(name);
    }

    private JsonNode? InPlaceOf(JsonObject members, string name, JsonNode? value) => name switch
    {
        "timing" when value is JsonObject timing =>
            new JsonObject(timing.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Duration))),
        "timeOffsetNanos" or "uptimeInSeconds" => Duration,
        "version" when members.Count == 1 || members.ContainsKey("uptimeInSeconds") => "<version>",
        "detail" when members.ContainsKey("title") => "<words>",
        "port" when value is not null && placeholders.IsPort(value.ToJsonString()) => "<port>",
        _ => null,
    };

    private JsonNode OfValue(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                return placeholders.Hide(value.GetValue<string>());
            case JsonValueKind.Number:
                var hidden = placeholders.Hide(value.ToJsonString());
                return hidden == value.ToJsonString() ? value.DeepClone() : hidden;
            default:
                return value.DeepClone();
        }
    }
}
