using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs;

/// <summary>JSON paths and the documents they look into, as the library behind WireMock reads both (github.com/json-path/JsonPath).</summary>
internal static class JsonPaths
{
    /// <summary>How deep a document may be nested.</summary>
    public const int MaxDepth = 400;

    /// <summary>A path, parsed once; or null with the reason why it is none.</summary>
    public static JsonPath? Compile(string text, out string problem)
    {
        try
        {
            problem = "";
            return PathReader.Read(text);
        }
        catch (FormatException wrong)
        {
            problem = $"\"{text}\" is no JSON path: {wrong.Message}";
            return null;
        }
    }

    /// <summary>JSON, with comments, single quotes or more text behind it at most; null where it is none.</summary>
    public static JToken? Document(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return IsStrict(bytes) ? Read(text, isLoose: true) : Read(text, isLoose: false);
    }

    /// <summary>What a path looks into: JSON, or what people take for it (<c>{a:1,}</c>); a text that is neither list nor object is itself the value.</summary>
    public static JToken? LooseDocument(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
            return text.Length == 0 ? null : new JValue("");
        if (IsStrict(Encoding.UTF8.GetBytes(text)) || start[0] is '{' or '[')
            return Read(text, isLoose: true);
        return start[0] == '<' ? null : new JValue(text.Trim());
    }

    // The reader below takes more than JSON; this one says whether there is less.
    private static bool IsStrict(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            MaxDepth = MaxDepth,
            CommentHandling = JsonCommentHandling.Skip,
            AllowMultipleValues = true,
        });
        try
        {
            return reader.Read() && reader.TrySkip();
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static JToken? Read(string text, bool isLoose)
    {
        // Exact digits where they fit, else what a double keeps of them.
        foreach (var numbers in (ReadOnlySpan<FloatParseHandling>)[FloatParseHandling.Decimal, FloatParseHandling.Double])
        {
            try
            {
                using var reader = new ExactReader(new StringReader(text), isLoose)
                {
                    DateParseHandling = DateParseHandling.None,
                    FloatParseHandling = numbers,
                    MaxDepth = MaxDepth,
                };
                return JToken.ReadFrom(reader);
            }
            // The reader has other exceptions than its own for numbers that are too large.
            catch (Exception wrong) when (wrong is JsonReaderException or FormatException or OverflowException or ArgumentException)
            {
            }
        }
        return null;
    }

    // Refuses what JavaScript knows and JSON does not.
    private sealed class ExactReader(TextReader text, bool isLoose) : JsonTextReader(text)
    {
        public override bool Read()
        {
            if (!base.Read())
                return false;
            if (TokenType is JsonToken.Undefined or JsonToken.StartConstructor || Value is double.NaN)
                throw new JsonReaderException("There is a value that JSON does not have.");
            if (!isLoose && TokenType == JsonToken.PropertyName && QuoteChar == '\0')
                throw new JsonReaderException("There is a name without quotes.");
            return true;
        }
    }
}
