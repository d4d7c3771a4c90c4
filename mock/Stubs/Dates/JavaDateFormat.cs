using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PlanisoContract.Mock.Stubs.Dates;

/// <summary>How a date is written: a pattern of java.text.SimpleDateFormat, or <c>unix</c> and <c>epoch</c>.</summary>
internal sealed class JavaDateFormat
{
    private readonly string _pattern;
    private readonly ImmutableArray<DateToken> _tokens;

    private JavaDateFormat(string pattern, ImmutableArray<DateToken> tokens) => (_pattern, _tokens) = (pattern, tokens);

    public static bool TryParse(string pattern, [NotNullWhen(true)] out JavaDateFormat? format, [NotNullWhen(false)] out string? wrong)
    {
        (format, wrong) = (null, null);
        ImmutableArray<DateToken> tokens = [];
        if (pattern is not ("unix" or "epoch") && !DatePattern.TryParse(pattern, toRead: false, out tokens, out wrong))
            return false;
        format = new JavaDateFormat(pattern, tokens);
        return true;
    }

    public string Write(DateTimeOffset instant, TimeZoneInfo zone)
    {
        switch (_pattern)
        {
            case "unix":
                return instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            case "epoch":
                return instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        }
        var date = TimeZoneInfo.ConvertTime(instant, zone);
        var written = new StringBuilder();
        foreach (var (letter, count, literal) in _tokens)
            written.Append(letter == '\0' ? literal : Field(letter, count, date, zone));
        return written.ToString();
    }

    private static string Field(char letter, int count, DateTimeOffset date, TimeZoneInfo zone) => letter switch
    {
        'G' => "AD",
        'y' => count == 2 ? Number(date.Year % 100, 2) : Number(date.Year, count),
        'Y' => count == 2 ? Number(WeekYear(date) % 100, 2) : Number(WeekYear(date), count),
        'M' or 'L' => count >= 3 ? DateNames.Months(count)[date.Month - 1] : Number(date.Month, count),
        'w' => Number(Week(date), count),
        'W' => Number(((date.Day + (int)date.AddDays(1 - date.Day).DayOfWeek - 1) / 7) + 1, count),
        'D' => Number(date.DayOfYear, count),
        'd' => Number(date.Day, count),
        'F' => Number(((date.Day - 1) / 7) + 1, count),
        'E' => DateNames.Days(count)[(int)date.DayOfWeek],
        'u' => Number(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek, count),
        'a' => DateNames.Halves[date.Hour / 12],
        'H' => Number(date.Hour, count),
        'k' => Number(date.Hour == 0 ? 24 : date.Hour, count),
        'K' => Number(date.Hour % 12, count),
        'h' => Number(date.Hour % 12 == 0 ? 12 : date.Hour % 12, count),
        'm' => Number(date.Minute, count),
        's' => Number(date.Second, count),
        'S' => Number(date.Millisecond, count),
        'z' => JavaZones.Name(zone, date, count >= 4),
        'Z' => JavaZones.Text(date.Offset, ""),
        _ => date.Offset == TimeSpan.Zero ? "Z" : count == 1 ? JavaZones.Text(date.Offset, "")[..3] : JavaZones.Text(date.Offset, count == 2 ? "" : ":"),
    };

    // Java's English calendar: weeks begin on Sunday, and the first is that of January 1.
    private static int Week(DateTimeOffset date) => WeekYear(date) > date.Year ? 1
        : ((date.DayOfYear - 1 + (int)date.AddDays(1 - date.DayOfYear).DayOfWeek) / 7) + 1;

    private static int WeekYear(DateTimeOffset date) => date.AddDays(6 - (int)date.DayOfWeek).Year;

    private static string Number(int value, int count) => value.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
}
