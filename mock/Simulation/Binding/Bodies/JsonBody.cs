using System.Text.Json;
using System.Text.Unicode;

namespace PlanisoContract.Mock.Simulation.Binding.Bodies;

/// <summary>JSON text as input.</summary>
internal static class JsonBody
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>What the text says, or null with the reason why it is no JSON.</summary>
    public static BodyValue? Read(ReadOnlyMemory<byte> text, out string problem)
    {
        problem = "";
        if (!Utf8.IsValid(text.Span))
        {
            problem = "The body is not UTF-8.";
            return null;
        }
        try
        {
            var json = new Utf8JsonReader(text.Span, Options);
            json.Read();
            var input = Of(ref json);
            // Nothing may follow; the reader says so.
            json.Read();
            return input;
        }
        catch (JsonException wrong)
        {
            // A name that comes twice has no line.
            var where = wrong.LineNumber is { } line ? $" See line {line + 1}, byte {wrong.BytePositionInLine + 1}." : "";
            problem = $"The body is not JSON (RFC 8259) with each name once and at most {Options.MaxDepth} levels.{where}";
        }
        catch (InvalidOperationException)
        {
            // The reader leaves escapes such as a lone surrogate to the caller that asks for the text.
            problem = "The body holds an escape that is no character.";
        }
        return null;
    }

    private static BodyValue Of(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => Members(ref json),
        JsonTokenType.StartArray => Items(ref json),
        JsonTokenType.String => new BodyValue.Scalar(Text(ref json), BodyValueKind.Text),
        JsonTokenType.Number => new BodyValue.Scalar(InternedTexts.Of(json.ValueSpan), BodyValueKind.Number),
        JsonTokenType.True => new BodyValue.Scalar("true", BodyValueKind.Flag),
        JsonTokenType.False => new BodyValue.Scalar("false", BodyValueKind.Flag),
        _ => new BodyValue.Scalar("null", BodyValueKind.Null),
    };

    private static string Text(ref Utf8JsonReader json) => json.ValueIsEscaped ? json.GetString()! : InternedTexts.Of(json.ValueSpan);

    private static BodyValue.Members Members(ref Utf8JsonReader json)
    {
        var members = new BodyValue.Members { FromJson = true };
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var name = Text(ref json);
            json.Read();
            if (!members.TryAdd(name, Of(ref json)))
                throw new JsonException();
        }
        return members;
    }

    private static BodyValue.Items Items(ref Utf8JsonReader json)
    {
        List<BodyValue> items = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            items.Add(Of(ref json));
        return new BodyValue.Items(items);
    }
}
