using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Reads headers: a text, or a list of texts where a header comes several times.</summary>
internal static class HeaderReader
{
    // RFC 9110, 5.6.2: what a name is made of, beside letters and digits.
    private const string Marks = "!#$%&'*+-.^_`|~";

    public static ImmutableArray<KeyValuePair<string, StringValues>>? Read(JsonPlace place)
    {
        if (place.IsNull)
            return null;
        var headers = new List<KeyValuePair<string, StringValues>>();
        foreach (var (name, member) in place.Node is JsonArray { Count: 0 } ? [] : place.Members())
        {
            if (name.Length == 0 || !name.All(IsTokenLetter))
                place.Problems.Add(member.Pointer, $"\"{name}\" is no name of a header.");
            var values = Values(member);
            // Names that differ in case are one header.
            var known = headers.FindIndex(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (known < 0)
                headers.Add(KeyValuePair.Create(name, values));
            else
                headers[known] = KeyValuePair.Create(headers[known].Key, StringValues.Concat(headers[known].Value, values));
        }
        return [.. headers];
    }

    public static JsonObject ToJson(ImmutableArray<KeyValuePair<string, StringValues>> headers) =>
        new(headers.Select(header => KeyValuePair.Create(header.Key, header.Value.Count == 1
            ? (JsonNode?)JsonValue.Create(header.Value[0])
            : new JsonArray([.. header.Value.Select(value => JsonValue.Create(value))]))));

    private static StringValues Values(JsonPlace place)
    {
        if (place.Node is not JsonArray list)
            return Value(place);
        if (list.Count == 0)
            place.Expect("a text or a list of texts");
        return new StringValues([.. place.Items().Select(Value)]);
    }

    private static string Value(JsonPlace place)
    {
        if (place.Node is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            return value.GetValue<string>();
        place.Expect("a text");
        return "";
    }

    private static bool IsTokenLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || Marks.Contains(letter, StringComparison.Ordinal);
}
