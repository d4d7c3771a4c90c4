using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>JSON as it goes over the wire.</summary>
internal static class JsonText
{
    private const int Deepest = 400;

    /// <summary>The JSON of a stub, without spaces; numbers with a point or an exponent as doubles, as WireMock writes them.</summary>
    public static string Compact(JsonNode json) => Write(Read(json.ToJsonString(), FloatParseHandling.Double));

    /// <summary>A document, or null where the text is none.</summary>
    public static JToken? TryRead(string text, FloatParseHandling numbers)
    {
        try
        {
            return Read(text, numbers);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write(JToken document) => document.ToString(Formatting.None);

    private static JToken Read(string text, FloatParseHandling numbers)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = numbers,
            MaxDepth = Deepest,
        };
        var document = JToken.ReadFrom(reader);
        return reader.Read() ? throw new JsonReaderException("There is more behind the document.") : document;
    }
}
