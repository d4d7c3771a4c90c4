using System.Text.Json;
using System.Text.Unicode;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Dialects;

/// <summary>JSON text as input.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>What the text says, or null with the reason why it is no JSON.</summary>
    public static Input? Read(ReadOnlyMemory<byte> text, out string problem)
    {
        problem = "";
        if (!Utf8.IsValid(text.Span))
        {
            problem = "The body is not UTF-8.";
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return Of(document.RootElement);
        }
        catch (JsonException wrong)
        {
            // The parser knows no line for a name that comes twice.
            var where = wrong.LineNumber is { } line ? $" See line {line + 1}, byte {wrong.BytePositionInLine + 1}." : "";
            problem = $"The body is not JSON (RFC 8259) with each name once and at most {Options.MaxDepth} levels.{where}";
        }
        catch (InvalidOperationException)
        {
            // The parser leaves escapes such as a lone surrogate to whoever reads the text.
            problem = "The body holds an escape that is no character.";
        }
        return null;
    }

    private static Input Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element),
        JsonValueKind.Array => new Input.Items([.. element.EnumerateArray().Select(Of)]),
        JsonValueKind.String => new Input.Scalar(element.GetString()!, InputKind.Text),
        JsonValueKind.Number => new Input.Scalar(element.GetRawText(), InputKind.Number),
        JsonValueKind.Null => new Input.Scalar("null", InputKind.Null),
        _ => new Input.Scalar(element.GetRawText(), InputKind.Flag),
    };

    private static Input.Members Members(JsonElement element)
    {
        var members = new Input.Members { FromJson = true };
        foreach (var member in element.EnumerateObject())
            members[member.Name] = Of(member.Value);
        return members;
    }
}
