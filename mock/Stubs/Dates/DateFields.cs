namespace PlanisoContract.Mock.Stubs.Dates;

/// <summary>What was read of a date, field by field.</summary>
internal sealed class DateFields
{
    private readonly Dictionary<char, int> _fields = [];

    /// <summary>The zone or the offset that the text, or its pattern, names.</summary>
    public TimeZoneInfo? Zone { get; set; }

    public int? this[char letter]
    {
        get => _fields.TryGetValue(letter, out var value) ? value : null;
        set => _fields[letter] = value ?? 0;
    }

    public DateFields Copy()
    {
        var copy = new DateFields { Zone = Zone };
        foreach (var (letter, value) in _fields)
            copy._fields[letter] = value;
        return copy;
    }

    public int? Year => this['y'];

    public int? Month => this['M'];

    /// <summary>The day; null where there is none, or no such day.</summary>
    public DateTime? Date()
    {
        if (Year is not (>= 1 and <= 9999 and var year))
            return null;
        DateTime day;
        if (Month is >= 1 and <= 12 and var month && this['d'] is >= 1 and <= 31 and var inMonth)
            day = new DateTime(year, month, Math.Min(inMonth, DateTime.DaysInMonth(year, month)));
        else if (this['D'] is >= 1 and var inYear && inYear <= (DateTime.IsLeapYear(year) ? 366 : 365))
            day = new DateTime(year, 1, 1).AddDays(inYear - 1);
        else
            return null;
        if (this['E'] is { } weekday && weekday != (int)day.DayOfWeek)
            return null;
        // 24:00 is the next day's beginning.
        return Hour() == 24 && day < DateTime.MaxValue.Date ? day.AddDays(1) : day;
    }

    /// <summary>The time of the day; null where there is none, or no such time.</summary>
    public TimeSpan? Time()
    {
        if (Hour() is not { } hour || this['m'] is < 0 or > 59 || this['s'] is < 0 or > 59 || hour > 24)
            return null;
        var time = new TimeSpan(hour % 24, this['m'] ?? 0, this['s'] ?? 0) + TimeSpan.FromTicks((this['n'] ?? 0) / 100);
        return hour < 24 || time == TimeSpan.Zero ? time : null;
    }

    public DateTime? DateAndTime() => Date() is { } date && Time() is { } time ? date + time : null;

    /// <summary>Whether no field is beyond what it can be; a pattern with such a field reads nothing at all.</summary>
    public bool Possible() =>
        this['M'] is null or >= 1 and <= 12 && this['d'] is null or >= 1 and <= 31 && this['H'] is null or <= 24 && this['m'] is null or <= 59
        && this['s'] is null or <= 59 && this['h'] is null or >= 1 and <= 12 && this['K'] is null or <= 11 && this['k'] is null or >= 1 and <= 24
        && (this['H'] != 24 || Time() is not null) && (this['E'] is null || Year is null || Month is null || this['d'] is null || Date() is not null);

    private int? Hour()
    {
        if (this['H'] is { } hour)
            return hour;
        if (this['k'] is { } clock)
            return clock % 24;
        var half = this['h'] is { } twelve ? twelve % 12 : this['K'];
        return half is not null && this['a'] is { } after ? half + (12 * after) : null;
    }
}
