using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using JsonException = System.Text.Json.JsonException;

namespace PlanisoContract.Mock.Overrides;

/// <summary>A JSON document that knows where in its text each value and each member stands.</summary>
internal sealed class LocatedJson
{
    private const int MaxDepth = 256;
    private static readonly JsonLoadSettings Loading = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    private readonly ReadOnlyMemory<byte> _body;
    private readonly int _mark;

    private LocatedJson(ReadOnlyMemory<byte> body, int mark, JToken root)
    {
        _body = body;
        _mark = mark;
        Root = root;
    }

    public JToken Root { get; }

    /// <summary>The document, or null where the body is none.</summary>
    public static LocatedJson? Read(ReadOnlyMemory<byte> body)
    {
        var text = BodyText.WithoutMark(body.Span);
        if (text.IsEmpty)
            return null;
        try
        {
            // Dates stay texts, and numbers only have to be compared: what is sent is their text.
            using var newtonsoft = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(text)))
            {
                DateParseHandling = DateParseHandling.None,
                FloatParseHandling = FloatParseHandling.Double,
                MaxDepth = MaxDepth,
            };
            var root = JToken.Load(newtonsoft, Loading);
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            Locate(ref reader, root);
            return new LocatedJson(body, body.Length - text.Length, root);
        }
        catch (Exception wrong) when (wrong is JsonException or Newtonsoft.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>Where a value, or a member with its name, stands.</summary>
    public static (int Start, int End) RangeOf(JToken token)
    {
        var range = token.Annotation<TextRange>()!;
        return (range.Start, range.End);
    }

    /// <summary>The body with parts of the document replaced.</summary>
    public byte[] With(IEnumerable<Replacement<byte>> replacements)
    {
        var replaced = BodyText.Replaced(_body.Span[_mark..], replacements);
        return _mark == 0 ? replaced : [.. _body.Span[.._mark], .. replaced];
    }

    // Both readers come to the same values in the same order.
    private static void Locate(ref Utf8JsonReader reader, JToken token)
    {
        var start = (int)reader.TokenStartIndex;
        if (token is JObject members)
        {
            foreach (var member in members.Properties())
            {
                reader.Read();
                var name = (int)reader.TokenStartIndex;
                reader.Read();
                Locate(ref reader, member.Value);
                member.AddAnnotation(new TextRange(name, (int)reader.BytesConsumed));
            }
            reader.Read();
        }
        else if (token is JArray items)
        {
            foreach (var item in items)
            {
                reader.Read();
                Locate(ref reader, item);
            }
            reader.Read();
        }
        token.AddAnnotation(new TextRange(start, (int)reader.BytesConsumed));
    }

    private sealed record TextRange(int Start, int End);
}
