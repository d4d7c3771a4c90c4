using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>Writes JSON as YAML in block style, a line for each value.</summary>
internal static partial class BlockYaml
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The YAML of a value; the order of members stays.</summary>
    public static string Of(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, "");
        return text.ToString().TrimStart('\n') + "\n";
    }

    /// <summary>A text as it stands in flow and block style alike: in quotes where it would be something else without them.</summary>
    public static string Scalar(string text) => Plain().IsMatch(text) && !Reserved().IsMatch(text) ? text : JsonSerializer.Serialize(text, Readable);

    // A member's value begins on the line of its key, or below it.
    private static void Write(StringBuilder text, JsonNode? node, string indent)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                foreach (var (name, member) in members)
                {
                    text.Append('\n').Append(indent).Append(Scalar(name)).Append(':');
                    Write(text, member, indent + "  ");
                }
                break;
            case JsonArray { Count: > 0 } list:
                foreach (var element in list)
                {
                    text.Append('\n').Append(indent).Append('-');
                    WriteElement(text, element, indent + "  ");
                }
                break;
            default:
                text.Append(' ').Append(node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? Scalar(value.GetValue<string>()) : node?.ToJsonString(Readable) ?? "null");
                break;
        }
    }

    // The first member of an element stands behind the dash.
    private static void WriteElement(StringBuilder text, JsonNode? element, string indent)
    {
        var start = text.Length;
        Write(text, element, indent);
        if (element is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
            text.Remove(start, 1 + indent.Length).Insert(start, " ");
    }

    [GeneratedRegex(@"^[A-Za-z_/$][\w/$.+-]*( [\w/$.+-]+)*$")]
    private static partial Regex Plain();

    [GeneratedRegex("^(true|false|null|yes|no|on|off|y|n|~)$", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
