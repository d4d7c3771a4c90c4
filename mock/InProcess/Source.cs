using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.InProcess;

/// <summary>JSON that a test writes or reads.</summary>
internal static class Source
{
    /// <summary>Letters with accents stay letters.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="PlanisoMockException">It is no object.</exception>
    public static JsonObject Object(string json, string what)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new PlanisoMockException($"Expected {what} as a JSON object, found {json}");
        }
        catch (JsonException wrong)
        {
            throw new PlanisoMockException($"Expected {what} as a JSON object: {wrong.Message}", wrong);
        }
    }
}
