using System.Globalization;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>What can be asked of any stored value.</summary>
internal static class FieldValue
{
    /// <summary>Whether there is none: null, an empty text or an empty list.</summary>
    public static bool IsUnset(object? value) => value is null or "" or Array { Length: 0 };

    /// <summary>The text by which a unique field compares, or null where it is exempt.</summary>
    public static string? Key(object? value) => value switch
    {
        null or "" or Sentinel or RawJson => null,
        string text => text,
        _ => Text(value),
    };

    /// <summary>The value as text, as messages and comparisons want it.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        long integer => integer.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        RawJson verbatim => verbatim.Json,
        Record record => Text(record.Identity),
        KeyedValues keyed => string.Join('\n', keyed.ByKey.Select(pair => $"{pair.Key} {Text(pair.Value)}")),
        Array several => string.Join('\n', several.Cast<object?>().Select(Text)),
        _ => value.ToString() ?? "",
    };

    /// <summary>Orders values of one field, ignoring case; no value comes first.</summary>
    public static int Compare(object? a, object? b) => (a, b) switch
    {
        (long x, long y) => x.CompareTo(y),
        (decimal x, decimal y) => x.CompareTo(y),
        (DateOnly x, DateOnly y) => x.CompareTo(y),
        (DateTime x, DateTime y) => x.CompareTo(y),
        _ => string.Compare(Text(a), Text(b), StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Whether two values are the same, letter case and all.</summary>
    public static bool Same(object? a, object? b) => string.Equals(Text(a), Text(b), StringComparison.Ordinal);

    /// <summary>Another value of the same type: the opposite flag, one less, the day before, the text with an x behind it.</summary>
    public static object? Altered(object? value) => value switch
    {
        bool flag => BoxedBoolean.Of(!flag),
        long integer => integer - 1,
        decimal number => number - 1,
        RawJson raw => raw.Json.StartsWith('[') ? RawJson.EmptyList : new RawJson("{}"),
        DateOnly day => day == DateOnly.MinValue ? day : day.AddDays(-1),
        DateTime time => time.AddDays(-1),
        string { Length: > 0 } text => text + "x",
        _ => value,
    };
}
