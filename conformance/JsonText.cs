using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance;

/// <summary>JSON as it is read from answers and written into requests.</summary>
internal static class JsonText
{
    // Letters beyond ASCII go over the wire as UTF-8, as most clients send them.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A key twice in one object would otherwise surface as an exception at the first look into it.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 256 };

    /// <summary>The text as JSON; null where it is none, and for the JSON <c>null</c>.</summary>
    public static JsonNode? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";
}
