using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Words for messages.</summary>
internal static class Say
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as JSON, shortened.</summary>
    public static string Value(JsonNode? value)
    {
        var text = value?.ToJsonString(Readable) ?? "null";
        return text.Length > 120 ? text[..117] + "..." : text;
    }

    public static string Outcome(Outcome outcome) => outcome switch
    {
        Conformance.Outcome.Success => "success",
        Conformance.Outcome.BadRequest => "400",
        Conformance.Outcome.Unauthorized => "401",
        Conformance.Outcome.Forbidden => "403",
        Conformance.Outcome.NotFound => "404",
        Conformance.Outcome.MethodNotAllowed => "405",
        Conformance.Outcome.Conflict => "409",
        Conformance.Outcome.UnsupportedMediaType => "415",
        Conformance.Outcome.Refused => "another 4xx",
        Conformance.Outcome.ServerError => "5xx",
        _ => "an unreadable answer",
    };

    public static string Any(IEnumerable<string> words) => string.Join(" or ", words.Distinct());

    public static string All<T>(IEnumerable<T> words) => string.Join(", ", words);

    /// <summary>What a rule tolerates, in its own sentences.</summary>
    public static string Tolerated(Rule rule) => string.Join(" Or: ", rule.Readings.Select(mode => mode.Sentence));

    /// <summary>A record by resource and identity, as messages name it.</summary>
    public static string Record(Resource resource, string identity) => $"{resource} {identity}";

    public static string Record(Made made) => Record(made.Resource, made.Identity);
}
