using PlanisoContract.Mock.Stubs.Dates;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's dates, and Handlebars.java's <c>dateFormat</c>.</summary>
internal static class Dates
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["now"] = call => Shown(call, null),
        ["date"] = call => Shown(call, call.Subject as RenderableDate),
        ["parseDate"] = Parsed,
        ["truncateDate"] = Truncated,
        ["dateFormat"] = Formatted,
    };

    private static RenderableDate Shown(Call call, RenderableDate? date)
    {
        var format = call.Option("format") is { } pattern ? ValueText.Of(pattern) : null;
        var zone = date is not null ? date.Zone : call.Option("timezone") is { } name ? ZoneOf(ValueText.Of(name)) : null;
        var instant = date?.Instant ?? call.Run.Settings.Clock.GetUtcNow();
        if (call.Option("offset") is { } offset)
            instant = Shifted(instant, ValueText.Of(offset));
        return new RenderableDate(instant, format, zone);
    }

    private static TimeZoneInfo ZoneOf(string name) =>
        JavaZones.Named(name) ?? throw new HelperFault("java.time.zone.ZoneRulesException", $"Unknown time-zone ID: {name}");

    private static DateTimeOffset Shifted(DateTimeOffset date, string text)
    {
        if (DateOffset.TryParse(text, out var offset, out var wrong))
            return offset.Shift(date);
        var unit = text.Split(' ')[^1];
        throw HelperFault.Illegal(text.Contains(' ', StringComparison.Ordinal) && !DateOffset.IsUnit(unit)
            ? $"No enum constant com.github.tomakehurst.wiremock.common.DateTimeUnit.{unit.ToUpperInvariant()}"
            : wrong);
    }

    /// <summary>Without a pattern a date must have a zone, and it is shown in it.</summary>
    private static RenderableDate? Parsed(Call call)
    {
        var text = call.Required("text");
        if (call.Option("format") is not { } pattern)
            return JavaDates.Standard.Zoned(text) is { } zoned ? new RenderableDate(zoned, null, JavaZones.Of(zoned.Offset)) : null;
        if (!JavaDates.TryParse(ValueText.Of(pattern), out var dates, out var wrong))
            throw HelperFault.Illegal(wrong);
        return dates.Instant(text) is { } instant ? new RenderableDate(instant, null, null) : null;
    }

    private static object Truncated(Call call)
    {
        if (call.Count == 0)
            return HelperTable.Error("Truncation type must be specified as the first parameter to truncateDate");
        if (call.Subject is not RenderableDate date)
            return HelperTable.Error("A date object must be passed to the truncateDate helper");
        var name = ValueText.Of(call[0]);
        if (!DateTruncation.TryParse(name, out var truncation, out _))
            throw HelperFault.Illegal($"No enum constant com.github.tomakehurst.wiremock.common.DateTimeTruncation.{name.ToUpperInvariant().Replace(' ', '_')}");
        return new RenderableDate(truncation.Truncate(date.Instant.ToUniversalTime()), null, null);
    }

    /// <summary>Full, long, medium or short, or a pattern; in English.</summary>
    private static string? Formatted(Call call)
    {
        if (call.Subject is null)
            return call[0] is { } otherwise ? ValueText.Of(otherwise) : null;
        if (call.Subject is not RenderableDate date)
            throw HelperFault.Illegal($"found instance of String with value '{ValueText.Of(call.Subject)}', but expected instance of TemporalAccessor");
        var zone = (call.Option("tz") ?? call[1]) is { } name && JavaZones.Named(ValueText.Of(name)) is { } known ? known : TimeZoneInfo.Utc;
        var pattern = ValueText.Of(call.Option("format") ?? call[0] ?? "medium") switch
        {
            "full" => "EEEE, MMMM d, yyyy",
            "long" => "MMMM d, yyyy",
            "medium" => "MMM d, yyyy",
            "short" => "M/d/yy",
            var own => own,
        };
        return JavaDateText.Of(new RenderableDate(date.Instant, pattern, zone));
    }
}
