using System.Text;
using System.Text.Json;
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
            throw new JsonException(Reason(wrong.Message), null, wrong.Start.Line, wrong.Start.Column);
        }
    }

    // Without the position, which stands in the exception.
    private static string Reason(string message) => message.IndexOf("): ", StringComparison.Ordinal) is >= 0 and var end ? message[(end + 3)..] : message;
}
