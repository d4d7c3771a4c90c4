using System.Globalization;
using PlanisoContract.Mock.Stubs.Dates;
using PlanisoContract.Mock.Stubs.Templating.Syntax;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>Dates as WireMock's templates write them.</summary>
internal static class JavaDateText
{
    public static string Of(RenderableDate date)
    {
        var zone = date.Zone ?? TimeZoneInfo.Utc;
        if (date.Format is { } pattern)
        {
            return JavaDateFormat.TryParse(pattern, out var format, out var wrong)
                ? format.Write(date.Instant, zone)
                : throw HelperFault.Illegal(wrong);
        }
        var local = TimeZoneInfo.ConvertTime(date.Instant, zone);
        var offset = local.Offset == TimeSpan.Zero ? "Z" : local.ToString("zzz", CultureInfo.InvariantCulture);
        return local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + offset;
    }
}
