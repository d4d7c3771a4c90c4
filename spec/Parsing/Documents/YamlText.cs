using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SharpYaml;

namespace PlanisoContract.Spec;

/// <summary>YAML that people write for the programs of the project.</summary>
public static class YamlText
{
    /// <summary>The same as JSON.</summary>
    /// <exception cref="JsonException">The text is not YAML, or a key appears twice; the message says where.</exception>
    public static byte[] ToJson(string text)
    {
        try
        {
            return Encoding.UTF8.GetBytes(YamlToJson.Read(text)?.ToJsonString() ?? "null");
        }
        catch (YamlException wrong)
        {
            throw new JsonException(Hint(wrong) is { } hint ? $"{Reason(wrong)} {hint}" : Reason(wrong), null, wrong.Start.Line, wrong.Start.Column);
        }
    }

    /// <summary>A document in JSON; null where it is none. YAML is mostly the same, and knows neither tabs nor all that JSON escapes.</summary>
    /// <param name="text">The document.</param>
    /// <param name="wrong">What is wrong with one that begins like JSON.</param>
    internal static JsonNode? Json(string text, out JsonException? wrong)
    {
        wrong = null;
        if (text.AsSpan().TrimStart() is not ['{', .. var rest] || rest.TrimStart() is not ['"' or '}', ..])
            return null;
        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException found)
        {
            wrong = found;
            return null;
        }
    }

    /// <summary>What is wrong, without the positions that the exception has beside.</summary>
    internal static string Reason(YamlException wrong) =>
        wrong.Message.LastIndexOf("): ", StringComparison.Ordinal) is >= 0 and var end ? wrong.Message[(end + 3)..] : wrong.Message;

    /// <summary>The way out of what happens most, or null.</summary>
    internal static string? Hint(YamlException wrong) =>
        wrong.Message.Contains("Mapping values are not allowed", StringComparison.Ordinal) ? "Put a text in quotes that has a colon and a space in it, and look at the indentation." : null;
}
