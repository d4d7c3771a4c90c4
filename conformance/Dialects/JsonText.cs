using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>JSON as it is read from answers and written into requests.</summary>
internal static partial class JsonText
{
    /// <summary>So many levels of JSON are read.</summary>
    public const int Deepest = 256;

    // Letters beyond ASCII go over the wire as UTF-8, as most clients send them.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A key twice in one object would otherwise surface as an exception at the first look into it.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    /// <summary>The text as JSON; null where it is none, and for the JSON <c>null</c>.</summary>
    public static JsonNode? Read(string text) => Read(text, out _);

    /// <summary>As <see cref="Read(string)"/>, and why it is no JSON; null where it is.</summary>
    public static JsonNode? Read(string text, out string? fault)
    {
        fault = null;
        try
        {
            // Half a surrogate pair fits the grammar and is no text: no later look at it may fail.
            if (PerhapsHalf().IsMatch(text))
            {
                using var document = JsonDocument.Parse(text, Strict);
                Visit(document.RootElement);
            }
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException wrong)
        {
            fault = wrong.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
        }
        catch (InvalidOperationException)
        {
            fault = "A text holds half a surrogate pair.";
        }
        return null;
    }

    public static string Write(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";

    // A high half that no low one follows, or a low one that follows none. A backslash that is escaped itself looks like one.
    [GeneratedRegex(@"\\u[dD](?:[89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD])[c-fC-F])")]
    private static partial Regex PerhapsHalf();

    private static void Visit(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var inner in element.EnumerateArray())
                    Visit(inner);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Visit(member.Value);
                }
                break;
        }
    }
}
