using System.Globalization;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Integers and their limits.</summary>
internal readonly struct IntegerConverter(ActiveModes modes, int thisYear)
{
    public Conversion Read(FieldPlan field, BodyValue.Scalar scalar)
    {
        var flags = field.Limits;
        if (scalar.Kind == BodyValueKind.Flag
            || !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            || scalar.Text[0] == '+')
            return modes[flags.IntegerAccepted] ? new(field.Unset(modes)) : Conversion.Wrong(Expectation(field.Field, thisYear));
        var maximum = Maximum(field.Field, thisYear);
        var tooSmall = integer < field.Field.Minimum && !(modes[flags.MinimumOpen] && integer >= field.Field.Minimum - 1)
            || (integer == field.Field.Minimum && modes[flags.MinimumTight]);
        var tooGreat = integer > maximum && !(modes[flags.MaximumOpen] && integer <= maximum + 1)
            || (integer == maximum && modes[flags.MaximumTight]);
        return tooSmall || tooGreat ? Conversion.Wrong(Expectation(field.Field, thisYear)) : new(integer);
    }

    public static string Expectation(Field field, int thisYear) => (field.Minimum, Maximum(field, thisYear)) switch
    {
        ({ } least, { } most) => $"an integer from {least} to {most}",
        ({ } least, null) => $"an integer, at least {least}",
        (null, { } most) => $"an integer, at most {most}",
        _ => "an integer",
    };

    private static long? Maximum(Field field, int thisYear) =>
        field.MaximumIsThisYear ? Math.Min(field.Maximum ?? thisYear, thisYear) : field.Maximum;
}

/// <summary>Days, written YYYY-MM-DD.</summary>
internal readonly struct DateConverter(ActiveModes modes)
{
    private const string Expected = "a date YYYY-MM-DD";

    public Conversion Read(FieldPlan field, BodyValue.Scalar scalar)
    {
        var flags = field.Limits;
        if (scalar.IsText && Day(scalar.Text) is { } day)
            return new(day);
        if (!scalar.IsText || !HasShape(scalar.Text))
        {
            return modes[flags.FormatNulled] ? new(field.Unset(modes))
                : modes[flags.FormatStored] ? new(scalar.Text)
                : modes[flags.FormatConverted] && Named(scalar.Text) is { } named ? new(named)
                : modes[flags.FormatAnotherDay] ? new(DateOnly.FromDateTime(DateTime.UnixEpoch))
                : Conversion.Wrong(Expected);
        }
        return modes[flags.DayNulled] ? new(field.Unset(modes))
            : modes[flags.DayStored] ? new(scalar.Text)
            : modes[flags.DayRolledOver] && RolledOver(scalar.Text) is { } later ? new(later)
            : Conversion.Wrong(Expected + " that is in the calendar");
    }

    /// <summary>The day, or null where the text names none.</summary>
    public static DateOnly? Day(string text)
    {
        if (!HasShape(text))
            return null;
        var (year, month, day) = Numbers(text);
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

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
