using System.Globalization;

namespace PlanisoContract.Mock.Stubs.Dates;

/// <summary>Time zones by the names that Java knows (java.time.ZoneId): <c>UTC</c>, <c>+02:00</c>, <c>GMT+2</c>, <c>Europe/Berlin</c>, <c>PST</c>.</summary>
internal static class JavaZones
{
    // Short names are no keys of the zone database: those that people meet, standard and summer time.
    private static readonly (string Zone, string Standard, string Summer)[] ShortNames =
    [
        ("America/New_York", "EST", "EDT"), ("America/Chicago", "CST", "CDT"), ("America/Denver", "MST", "MDT"), ("America/Los_Angeles", "PST", "PDT"),
        ("Europe/Berlin", "CET", "CEST"), ("Europe/Athens", "EET", "EEST"), ("Europe/London", "GMT", "BST"), ("Europe/Moscow", "MSK", "MSD"),
        ("Asia/Kolkata", "IST", "IST"), ("Asia/Tokyo", "JST", "JDT"), ("Asia/Shanghai", "CST", "CDT"), ("Australia/Sydney", "AEST", "AEDT"),
        ("America/Sao_Paulo", "BRT", "BRST"), ("Pacific/Auckland", "NZST", "NZDT"),
    ];

    /// <summary>A zone by its name, or null.</summary>
    public static TimeZoneInfo? Named(string name)
    {
        if (name is "Z" or "UTC" or "GMT" or "UT" or "Etc/UTC" or "Zulu")
            return TimeZoneInfo.Utc;
        if (Offset(name) is { } offset)
            return Of(offset);
        foreach (var prefix in (ReadOnlySpan<string>)["UTC", "GMT", "UT"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && Offset(name.AsSpan(prefix.Length)) is { } from)
                return Of(from);
        }
        foreach (var (zone, standard, summer) in ShortNames)
        {
            if (name == standard || name == summer)
                return TimeZoneInfo.FindSystemTimeZoneById(zone);
        }
        return name.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : null;
    }

    public static TimeZoneInfo Of(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero)
            return TimeZoneInfo.Utc;
        var name = $"GMT{Text(offset, ":")}";
        return TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
    }

    /// <summary><c>+2</c>, <c>+02</c>, <c>+0200</c>, <c>+02:00</c>; null for anything else. .NET knows no offset beyond 14 hours.</summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is not ('+' or '-'))
            return null;
        var digits = text[1..].ToString().Replace(":", "", StringComparison.Ordinal);
        if (!digits.AsSpan().ContainsOnlyDigits() || digits.Length is not (1 or 2 or 4 or 6))
            return null;
        var padded = digits.Length == 1 ? "0" + digits : digits;
        var offset = new TimeSpan(Part(padded, 0), Part(padded, 2), 0);
        return offset > TimeSpan.FromHours(14) ? null : text[0] == '-' ? -offset : offset;
    }

    /// <summary>How many characters an offset has at the beginning of a text; 0 for none.</summary>
    public static int OffsetLength(ReadOnlySpan<char> text, bool colon, bool hoursOnly)
    {
        if (text.Length < 3 || text[0] is not ('+' or '-') || !text.Slice(1, 2).ContainsOnlyDigits())
            return 0;
        var length = colon ? 6 : 5;
        if (text.Length >= length && (!colon || text[3] == ':') && text[(length - 2)..length].ContainsOnlyDigits())
            return length;
        return hoursOnly ? 3 : 0;
    }

    public static string Text(TimeSpan offset, string colon) =>
        $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{colon}{Math.Abs(offset.Minutes):00}";

    /// <summary>As <c>z</c> and <c>zzzz</c> write it.</summary>
    public static string Name(TimeZoneInfo zone, DateTimeOffset at, bool isLong)
    {
        if (zone == TimeZoneInfo.Utc)
            return isLong ? "Coordinated Universal Time" : "UTC";
        var summer = zone.IsDaylightSavingTime(at);
        foreach (var (known, standard, summerName) in ShortNames)
        {
            if (!isLong && (known == zone.Id || TimeZoneInfo.TryFindSystemTimeZoneById(known, out var same) && same.HasSameRules(zone) && zone.Id.Contains('/', StringComparison.Ordinal)))
                return summer ? summerName : standard;
        }
        return isLong && zone.Id.Contains('/', StringComparison.Ordinal) ? summer ? zone.DaylightName : zone.StandardName : $"GMT{Text(zone.GetUtcOffset(at), ":")}";
    }

    private static int Part(string digits, int at) =>
        at < digits.Length ? int.Parse(digits.AsSpan(at, 2), CultureInfo.InvariantCulture) : 0;
}
