using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Values of a response as WireMock takes them: a number may be written as a text and the other way round; null says nothing.</summary>
internal static class Loose
{
    /// <summary>A whole number, also as a text; what follows a decimal point is cut off.</summary>
    public static int? LooseInteger(this JsonPlace place, int least = int.MinValue)
    {
        if (place.IsNull)
            return null;
        if (Number(place.Node) is { } number && double.Truncate(number) is >= int.MinValue and <= int.MaxValue && number >= least)
            return (int)number;
        place.Expect(least == int.MinValue ? "a whole number" : $"a whole number from {least}");
        return null;
    }

    /// <summary>A number, also as a text.</summary>
    public static double? LooseNumber(this JsonPlace place)
    {
        if (place.IsNull)
            return null;
        if (Number(place.Node) is { } number && double.IsFinite(number))
            return number;
        place.Expect("a number");
        return null;
    }

    /// <summary>A text; numbers and flags are taken as they are written.</summary>
    public static string? LooseText(this JsonPlace place) => place.Node switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonValue value => value.ToJsonString(),
        _ => Wrong(place),
    };

    private static double? Number(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out double number) => number,
        JsonValue value when value.TryGetValue(out string? text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static string? Wrong(JsonPlace place)
    {
        place.Expect("a text");
        return null;
    }
}
