using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>Reads JSON into the values that templates know.</summary>
internal static class JsonReading
{
    /// <summary>Strict JSON; null where it is none.</summary>
    public static bool TryRead(string json, out object? value)
    {
        value = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            value = Of(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The same with doubles for all numbers that have a point.</summary>
    public static object? WithDoubles(object? value)
    {
        switch (value)
        {
            case BigDecimal number:
                return (double)number;
            case TemplateMap map:
                foreach (var name in map.Keys.ToArray())
                    map[name] = WithDoubles(map[name]);
                return map;
            case TemplateList list:
                for (var index = 0; index < list.Count; index++)
                    list[index] = WithDoubles(list[index]);
                return list;
            default:
                return value;
        }
    }

    private static object? Of(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new TemplateMap();
                foreach (var member in element.EnumerateObject())
                    map[member.Name] = Of(member.Value);
                return map;
            case JsonValueKind.Array:
                return new TemplateList(element.EnumerateArray().Select(Of));
            case JsonValueKind.Number:
                return Number(element.GetRawText());
            case JsonValueKind.String:
                return element.GetString();
            default:
                return element.ValueKind == JsonValueKind.Null ? null : element.ValueKind == JsonValueKind.True;
        }
    }

    private static object Number(string text)
    {
        if (text.AsSpan().IndexOfAny(".eE") >= 0)
            return BigDecimal.TryParse(text, out var number) ? number : double.Parse(text, CultureInfo.InvariantCulture);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
            return small;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)
            ? large
            : BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }
}
