using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Wiremock.Cases;

namespace PlanisoContract.Wiremock.Playing;

/// <summary>Compares the answers of the mock with those of the real one.</summary>
internal sealed class Comparison
{
    private const double Near = 1e-9;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _differences = [];

    /// <summary>Where they differ, each with what was expected and what came; empty where they do not.</summary>
    public static IReadOnlyList<string> Of(StubCase played, JsonArray expected, JsonArray actual)
    {
        if (expected.Count != played.Steps.Length)
            return [$"{played} has {played.Steps.Length} steps, and {expected.Count} answers are recorded: record it again."];
        var comparison = new Comparison();
        foreach (var (step, index) in played.Steps.Select((step, index) => (step, index)))
        {
            var answer = (JsonObject)actual[index]!.DeepClone();
            if (step.IsAdmin)
                ForgiveType((JsonObject)expected[index]!, answer);
            comparison.Compare($"step {index + 1}, {step}: ", "", expected[index], answer);
        }
        return comparison._differences;
    }

    // WireMock leaves the type of some admin answers out; the mock always says it.
    private static void ForgiveType(JsonObject expected, JsonObject actual)
    {
        if (expected["headers"] is JsonObject headers && !headers.ContainsKey("content-type"))
            (actual["headers"] as JsonObject)?.Remove("content-type");
    }

    private void Compare(string step, string at, JsonNode? expected, JsonNode? actual)
    {
        switch (expected, actual)
        {
            case (JsonObject one, JsonObject other):
                foreach (var name in one.Select(member => member.Key).Union(other.Select(member => member.Key)))
                    CompareMember(step, $"{at}/{name}", one, other, name);
                break;
            case (JsonArray one, JsonArray other) when one.Count == other.Count:
                for (var index = 0; index < one.Count; index++)
                    Compare(step, $"{at}/{index}", one[index], other[index]);
                break;
            default:
                if (!AreEqual(expected, actual))
                    Add(step, at, Text(expected), Text(actual));
                break;
        }
    }

    private void CompareMember(string step, string at, JsonObject expected, JsonObject actual, string name)
    {
        if (!actual.ContainsKey(name))
            Add(step, at, Text(expected[name]), "nothing");
        else if (!expected.ContainsKey(name))
            Add(step, at, "nothing", Text(actual[name]));
        else
            Compare(step, at, expected[name], actual[name]);
    }

    private static bool AreEqual(JsonNode? expected, JsonNode? actual)
    {
        if (expected?.GetValueKind() == JsonValueKind.Number && actual?.GetValueKind() == JsonValueKind.Number)
            return Text(expected) == Text(actual) || Math.Abs(Number(expected) - Number(actual)) < Near;
        return JsonNode.DeepEquals(expected, actual);
    }

    private static double Number(JsonNode number) => double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);

    private void Add(string step, string at, string expected, string actual) =>
        _differences.Add($"{step}{at}\n  expected {expected}\n  but came {actual}");

    private static string Text(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";
}
