using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Stubs.Dates;

namespace PlanisoContract.Mock.Stubs;

/// <summary>Reads dates as WireMock does: by a pattern of java.time.format.DateTimeFormatter, by <c>unix</c> or <c>epoch</c>, or in one of HTTP's and ISO's own forms.</summary>
internal sealed partial class JavaDates
{
    private static readonly ImmutableArray<JavaDates> Http =
    [
        Of("[EEE, ]d MMM yyyy HH:mm[:ss] 'GMT'", TimeZoneInfo.Utc, anyCase: true), Of("[EEE, ]d MMM yyyy HH:mm[:ss] Z", null, anyCase: true),
        Of("EEEE, dd-MMM-yy HH:mm:ss zzz", null), Of("EEE MMM dd HH:mm:ss yyyy", TimeZoneInfo.Utc), Of("EEE MMM  d HH:mm:ss yyyy", TimeZoneInfo.Utc),
    ];

    private readonly ImmutableArray<DateToken> _tokens;
    private readonly TimeZoneInfo? _zone;
    private readonly bool _anyCase;
    private readonly long _ticks;

    private JavaDates(ImmutableArray<DateToken> tokens, TimeZoneInfo? zone, bool anyCase, long ticks) =>
        (_tokens, _zone, _anyCase, _ticks) = (tokens, zone, anyCase, ticks);

    /// <summary>Without a pattern: ISO's forms, and of those with a zone HTTP's, too.</summary>
    public static JavaDates Standard { get; } = new([], null, false, 0);

    public static bool TryParse(string pattern, [NotNullWhen(true)] out JavaDates? dates, [NotNullWhen(false)] out string? wrong)
    {
        (dates, wrong) = (null, null);
        var ticks = pattern.Equals("unix", StringComparison.OrdinalIgnoreCase) ? TimeSpan.TicksPerSecond
            : pattern.Equals("epoch", StringComparison.OrdinalIgnoreCase) ? TimeSpan.TicksPerMillisecond : 0;
        ImmutableArray<DateToken> tokens = [];
        if (ticks == 0 && !DatePattern.TryParse(pattern, toRead: true, out tokens, out wrong))
            return false;
        dates = new JavaDates(tokens, null, false, ticks);
        return true;
    }

    /// <summary>Whether a text is a date and time of ISO 8601 with an offset.</summary>
    public static bool IsIsoWithOffset(string text) => Iso(text) is not null;

    /// <summary>A date and time with a zone, or null.</summary>
    public DateTimeOffset? Zoned(string text)
    {
        if (this == Standard)
            return Iso(text) ?? Http.Select(form => form.Zoned(text)).FirstOrDefault(date => date is not null);
        if (_ticks > 0)
            return Counted(text);
        var fields = Fields(text);
        return (fields?.Zone ?? _zone) is { } zone && fields?.DateAndTime() is { } local ? InZone(local, zone) : null;
    }

    /// <summary>A date without a zone, its time if it has one, or null; a month or a year is its first day.</summary>
    public DateTime? Local(string text)
    {
        if (this == Standard)
            return IsoLocal(text);
        if (_ticks > 0)
            return Counted(text)?.UtcDateTime;
        var fields = Fields(text);
        return fields is null ? null : fields.DateAndTime() ?? fields.Date()
            ?? (fields is { Year: >= 1 and <= 9999 and var year } ? new DateTime(year, fields.Month ?? 1, 1) : null);
    }

    /// <summary>An instant, or null; what has no zone is taken for UTC's. So templates read dates.</summary>
    public DateTimeOffset? Instant(string text) =>
        Zoned(text) is { } zoned ? zoned.ToUniversalTime()
        : this != Standard && Local(text) is { } local ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.Zero) : null;

    private static JavaDates Of(string pattern, TimeZoneInfo? zone, bool anyCase = false) =>
        DatePattern.TryParse(pattern, toRead: true, out var tokens, out var wrong) ? new JavaDates(tokens, zone, anyCase, 0) : throw new FormatException(wrong);

    private DateFields? Fields(string text) => new DateReader(_tokens, text, _anyCase).Read();

    private DateTimeOffset? Counted(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
        && Math.Abs((decimal)count * _ticks) <= TimeSpan.TicksPerDay * 366m * 7000 && (decimal)count * _ticks >= -DateTimeOffset.UnixEpoch.Ticks
            ? DateTimeOffset.UnixEpoch.AddTicks(count * _ticks) : null;

    private static DateTimeOffset? InZone(DateTime local, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(local);
        return local.Ticks - offset.Ticks is var utc && utc >= 0 && utc <= DateTime.MaxValue.Ticks ? new DateTimeOffset(local, offset) : null;
    }

    private static DateTimeOffset? Iso(string text)
    {
        if (IsoForm().Match(text) is not { Success: true } found || IsoLocal(found.Groups["local"].Value) is not { } local)
            return null;
        var offset = found.Groups["offset"].Value is "Z" or "z" ? TimeSpan.Zero : JavaZones.Offset(found.Groups["offset"].Value);
        if (offset is not { } known || InZone(local, JavaZones.Of(known)) is not { } instant || !found.Groups["zone"].Success)
            return offset is { } plain ? InZone(local, JavaZones.Of(plain)) : null;
        return JavaZones.Named(found.Groups["zone"].Value) is { } zone ? TimeZoneInfo.ConvertTime(instant, zone) : null;
    }

    private static DateTime? IsoLocal(string text)
    {
        if (IsoLocalForm().Match(text) is not { Success: true } found || Part(found, "y") is not (>= 1 and <= 9999 and var year))
            return null;
        var (month, day, hour, minute, second) = (Part(found, "M") ?? 1, Part(found, "d") ?? 1, Part(found, "H") ?? 0, Part(found, "m") ?? 0, Part(found, "s") ?? 0);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return null;
        var fraction = found.Groups["f"].Value.PadRight(9, '0');
        return new DateTime(year, month, day, hour, minute, second).AddTicks(int.Parse(fraction, CultureInfo.InvariantCulture) / 100);
    }

    private static int? Part(Match found, string name) =>
        found.Groups[name].Success ? int.Parse(found.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?<local>[0-9+-]{10,16}[Tt][0-9:.]{5,18})(?<offset>[Zz]|[+-][0-9]{2}(:[0-9]{2}(:[0-9]{2})?)?)(\[(?<zone>[^\]]{1,60})\])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex IsoForm();

    [GeneratedRegex(@"^(?<y>[0-9]{4}(?=-)|[0-9]{1,4}\z)(-(?<M>[0-9]{2})(-(?<d>[0-9]{2})([Tt](?<H>[0-9]{2}):(?<m>[0-9]{2})(:(?<s>[0-9]{2})(\.(?<f>[0-9]{0,9}))?)?)?)?)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex IsoLocalForm();
}
