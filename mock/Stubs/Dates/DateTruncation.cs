using System.Diagnostics.CodeAnalysis;

namespace PlanisoContract.Mock.Stubs.Dates;

/// <summary>A point of time that a date is moved to: <c>first day of month</c> (wiremock.org, "Matching dates and times").</summary>
internal sealed record DateTruncation(string Name)
{
    private static readonly Dictionary<string, Func<DateTime, DateTime>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["first second of minute"] = date => date.Date + new TimeSpan(date.Hour, date.Minute, 0),
        ["first minute of hour"] = date => date.Date + new TimeSpan(date.Hour, 0, 0),
        ["first hour of day"] = date => date.Date,
        ["first day of month"] = MonthStart,
        ["first day of next month"] = date => MonthStart(date).AddMonths(1),
        ["last day of month"] = date => MonthStart(date).AddMonths(1).AddDays(-1),
        ["first day of year"] = YearStart,
        ["first day of next year"] = date => YearStart(date).AddYears(1),
        ["last day of year"] = date => new DateTime(date.Year, 12, 31),
    };

    public static bool TryParse(string text, [NotNullWhen(true)] out DateTruncation? truncation, [NotNullWhen(false)] out string? wrong)
    {
        var name = text.Replace('_', ' ').ToLowerInvariant();
        truncation = Known.ContainsKey(name) ? new DateTruncation(name) : null;
        wrong = truncation is null ? $"Expected one of {string.Join(", ", Known.Keys)}, found {text}." : null;
        return truncation is not null;
    }

    /// <param name="date">Truncated by its own clock: the offset stays.</param>
    public DateTimeOffset Truncate(DateTimeOffset date)
    {
        try
        {
            return new DateTimeOffset(Known[Name](date.DateTime), date.Offset);
        }
        catch (ArgumentOutOfRangeException)
        {
            return date;
        }
    }

    private static DateTime MonthStart(DateTime date) => new(date.Year, date.Month, 1);

    private static DateTime YearStart(DateTime date) => new(date.Year, 1, 1);
}
