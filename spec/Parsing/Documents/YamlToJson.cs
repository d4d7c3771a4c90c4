using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.YamlReader;
using SharpYaml;
using SharpYaml.Serialization;

namespace PlanisoContract.Spec;

/// <summary>YAML as JSON, as Microsoft.OpenApi reads it.</summary>
internal static class YamlToJson
{
    // What that library has in place of null, since a JSON node cannot be one.
    private static readonly string Null = JsonNullSentinel.JsonNull.GetValue<string>();

    /// <exception cref="YamlException">The text is not YAML, or a key appears twice.</exception>
    public static JsonNode? Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        // Its numbers are decimals, which answer to no other type: read again they are plain JSON.
        return stream.Documents.Count == 0 ? null
            : JsonNode.Parse(YamlConverter.ToJsonNode(stream.Documents[0]).ToJsonString().Replace($"\"{Null}\"", "null", StringComparison.Ordinal));
    }
}
