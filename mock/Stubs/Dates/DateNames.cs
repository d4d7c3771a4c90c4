using System.Collections.Immutable;
using System.Globalization;

namespace PlanisoContract.Mock.Stubs.Dates;

/// <summary>The English names of months and days.</summary>
internal static class DateNames
{
    private static readonly ImmutableArray<string> MonthNames = [.. DateTimeFormatInfo.InvariantInfo.MonthNames.Take(12)];
    private static readonly ImmutableArray<string> ShortMonths = [.. MonthNames.Select(name => name[..3])];
    private static readonly ImmutableArray<string> DayNames = [.. DateTimeFormatInfo.InvariantInfo.DayNames];
    private static readonly ImmutableArray<string> ShortDays = [.. DayNames.Select(name => name[..3])];

    public static ImmutableArray<string> Halves { get; } = ["AM", "PM"];

    /// <param name="count">How often the letter stands in the pattern: 3 for short names, 4 for long ones.</param>
    public static ImmutableArray<string> Months(int count) => count < 4 ? ShortMonths : MonthNames;

    /// <param name="count">As for months. The first is Sunday.</param>
    public static ImmutableArray<string> Days(int count) => count < 4 ? ShortDays : DayNames;

    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
