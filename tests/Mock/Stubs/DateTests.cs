using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Dates;

namespace PlanisoContract.Tests.Mock.Stubs;

/// <summary>Dates in Java's patterns; what Java makes of each was tried on the JVM.</summary>
public sealed class DateTests
{
    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    [TestCase("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2023-11-14T22:13:20.123Z")]
    [TestCase("EEE, d MMM yy h:mm a", "Tue, 14 Nov 23 10:13 PM")]
    [TestCase("EEEE MMMM 'o''clock'", "Tuesday November o'clock")]
    [TestCase("D w W F u k K YYYY G", "318 46 3 2 2 22 10 2023 AD")]
    [TestCase("S SS SSSS yyyyy", "123 123 0123 02023")]
    [TestCase("z Z X", "UTC +0000 Z")]
    [TestCase("unix", "1700000000")]
    [TestCase("epoch", "1700000000123")]
    public void Is_written_as_SimpleDateFormat_does(string pattern, string expected) => Format(pattern).Write(Moment, TimeZoneInfo.Utc).ShouldBe(expected);

    [TestCase("Europe/Berlin", "CET +0100 +01 +01:00")]
    [TestCase("America/New_York", "EST -0500 -05 -05:00")]
    [TestCase("Asia/Kolkata", "IST +0530 +05 +05:30")]
    [TestCase("Australia/Sydney", "AEDT +1100 +11 +11:00")]
    [TestCase("+02:00", "GMT+02:00 +0200 +02 +02:00")]
    [TestCase("GMT+2", "GMT+02:00 +0200 +02 +02:00")]
    public void Is_written_in_a_zone(string zone, string expected) => Format("z Z X XXX").Write(Moment, JavaZones.Named(zone)!).ShouldBe(expected);

    [TestCase("b", "Illegal pattern character 'b'")]
    [TestCase("yyyy'x", "Unterminated quote")]
    [TestCase("XXXX", "invalid ISO 8601 format: length=4")]
    public void A_wrong_pattern_is_refused(string pattern, string says)
    {
        JavaDateFormat.TryParse(pattern, out _, out var wrong).ShouldBeFalse();
        wrong.ShouldBe(says);
    }

    [TestCase("yyyyMMddHHmmss", "20210203040506", "2021-02-03T04:05:06")]
    [TestCase("yyyy-MM-dd", "2021-02-31", "2021-02-28T00:00:00")]
    [TestCase("yyyy-MM-dd HH:mm", "2021-02-03 24:00", "2021-02-04T00:00:00")]
    [TestCase("yyyy-DDD", "2021-034", "2021-02-03T00:00:00")]
    [TestCase("MM.yyyy", "02.2021", "2021-02-01T00:00:00")]
    [TestCase("M/d/yyyy", "02/003/2021", "2021-02-03T00:00:00")]
    [TestCase("dd MMM yyyy", "03 feb 2021", null)]
    [TestCase("EEE dd MMM yyyy", "Mon 03 Feb 2021", null)]
    [TestCase("yyyy-MM-dd", "12021-02-03", null)]
    [TestCase("HH:mm", "04:05", null)]
    public void Is_read_as_DateTimeFormatter_does(string pattern, string text, string? expected)
    {
        JavaDates.TryParse(pattern, out var dates, out _).ShouldBeTrue();
        dates!.Local(text)?.ToString("s").ShouldBe(expected);
    }

    [TestCase("yyyy-MM-dd HH:mm z", "2021-02-03 04:00 PST", "2021-02-03T12:00:00")]
    [TestCase("yyyy-MM-dd HH:mm VV", "2021-02-03 04:00 Europe/Berlin", "2021-02-03T03:00:00")]
    [TestCase("yyyy-MM-dd HH:mmX", "2021-02-03 04:00+0130", "2021-02-03T02:30:00")]
    [TestCase("O yyyy-MM-dd HH", "GMT+8 2021-02-03 04", "2021-02-02T20:00:00")]
    [TestCase("unix", "99999999999999999", null)]
    [TestCase("epoch", "-9223372036854775808", null)]
    public void Is_read_with_its_zone(string pattern, string text, string? expected)
    {
        JavaDates.TryParse(pattern, out var dates, out _).ShouldBeTrue();
        dates!.Zoned(text)?.UtcDateTime.ToString("s").ShouldBe(expected);
    }

    [TestCase("now", "2023-11-14T22:13:20")]
    [TestCase("3 days", "2023-11-17T22:13:20")]
    [TestCase("now -1 months", "2023-10-14T22:13:20")]
    [TestCase("-2147483648 years", "0001-01-01T00:00:00")]
    public void Is_moved(string offset, string expected)
    {
        DateOffset.TryParse(offset, out var parsed, out _).ShouldBeTrue();
        parsed.Shift(Moment).ToString("s").ShouldBe(expected);
    }

    private static JavaDateFormat Format(string pattern) =>
        JavaDateFormat.TryParse(pattern, out var format, out var wrong) ? format : throw new AssertionException(wrong);
}
