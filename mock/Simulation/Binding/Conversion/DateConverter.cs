using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>Days, written YYYY-MM-DD.</summary>
internal sealed class DateConverter(FieldPlan field)
{
    public const string Expectation = "a date YYYY-MM-DD";

    private readonly ModeFlag _formatNulled = field.Rules[Behaviors.DateFormat, "nulled"];
    private readonly ModeFlag _formatConverted = field.Rules[Behaviors.DateFormat, "converted"];
    private readonly ModeFlag _formatStored = field.Rules[Behaviors.DateFormat, "stored"];
    private readonly ModeFlag _formatAnotherDay = field.Rules[Behaviors.DateFormat, "another-day"];
    private readonly ModeFlag _dayNulled = field.Rules[Behaviors.DateExists, "nulled"];
    private readonly ModeFlag _dayStored = field.Rules[Behaviors.DateExists, "stored"];
    private readonly ModeFlag _dayRolledOver = field.Rules[Behaviors.DateExists, "rolled-over"];

    public ConvertedValue Read(BodyValue.Scalar scalar, ActiveModes modes)
    {
        if (scalar.IsText && Day(scalar.Text) is { } day)
            return new(day);
        return scalar.IsText && HasShape(scalar.Text) ? NotInCalendar(scalar.Text, modes) : OtherFormat(scalar.Text, modes);
    }

    /// <summary>The day, or null where the text names none.</summary>
    public static DateOnly? Day(string text)
    {
        if (!HasShape(text))
            return null;
        var (year, month, day) = Numbers(text);
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private ConvertedValue OtherFormat(string text, ActiveModes modes) => modes[_formatNulled] ? new(field.Unset(modes))
        : modes[_formatStored] ? new(text)
        : modes[_formatConverted] && Named(text) is { } named ? new(named)
        : modes[_formatAnotherDay] ? new(DateOnly.FromDateTime(DateTime.UnixEpoch))
        : ConvertedValue.Wrong(Expectation);

    private ConvertedValue NotInCalendar(string text, ActiveModes modes) => modes[_dayNulled] ? new(field.Unset(modes))
        : modes[_dayStored] ? new(text)
        : modes[_dayRolledOver] && RolledOver(text) is { } later ? new(later)
        : ConvertedValue.Wrong(Expectation + " that is in the calendar");

    // Some of the formats that libraries for dates take.
    private static DateOnly? Named(string text) => DateOnly.TryParseExact(
        text, ["dd/MM/yyyy", "yyyyMMdd", "MMMM d, yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool HasShape(string text) => text.Length == 10 && text[4] == '-' && text[7] == '-'
        && !text.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9')
        && !text.AsSpan(5, 2).ContainsAnyExceptInRange('0', '9')
        && !text.AsSpan(8).ContainsAnyExceptInRange('0', '9');

    private static (int Year, int Month, int Day) Numbers(ReadOnlySpan<char> text) => (
        int.Parse(text[..4], CultureInfo.InvariantCulture),
        int.Parse(text[5..7], CultureInfo.InvariantCulture),
        int.Parse(text[8..], CultureInfo.InvariantCulture));

    // Counts on from the first of January, as C's mktime does.
    private static DateOnly? RolledOver(string text)
    {
        var (year, month, day) = Numbers(text);
        return year is > 1 and < 9990 ? new DateOnly(year, 1, 1).AddMonths(month - 1).AddDays(day - 1) : null;
    }
}
