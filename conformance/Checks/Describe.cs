using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Values, records and readings as messages name them.</summary>
internal static class Describe
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as JSON, shortened.</summary>
    public static string Value(JsonNode? value)
    {
        var text = value?.ToJsonString(Readable) ?? "null";
        return text.Length > 120 ? text[..117] + "..." : text;
    }

    public static string Any(IEnumerable<string> words) => string.Join(" or ", words.Distinct());

    public static string All<T>(IEnumerable<T> words) => string.Join(", ", words);

    /// <summary>What a rule tolerates, in its own sentences.</summary>
    public static string Tolerated(Rule rule) => string.Join(" Or: ", rule.Readings.Select(mode => mode.Sentence));

    public static string Record(Resource resource, string identity) => $"{resource} {identity}";
}
