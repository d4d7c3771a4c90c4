using System.Globalization;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>Handlebars.java's helpers for numbers.</summary>
internal static class NumberHelpers
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["isEven"] = call => Whole(call) is { } number && number % 2 == 0 ? call[0] ?? "even" : "",
        ["isOdd"] = call => Whole(call) is { } number && number % 2 != 0 ? call[0] ?? "odd" : "",
        ["stripes"] = call => Whole(call) is { } number ? number % 2 == 0 ? call[0] ?? "even" : call[1] ?? "odd" : "",
        ["numberFormat"] = Formatted,
    };

    private static long? Whole(Call call) => call.Subject is { } value && Numbers.Is(value) ? (long)Numbers.Double(value) : null;

    private static string? Formatted(Call call)
    {
        if (call.Subject is not { } value || !Numbers.Is(value))
            return call[0] is { } otherwise ? ValueText.Of(otherwise) : null;
        var style = call[0] is { } given ? ValueText.Of(given) : "number";
        var locale = call[1] is { } other ? ValueText.Of(other) : "en";
        var format = style switch
        {
            "number" or "integer" or "percent" or "currency" when call.Count > 0 || style == "number" => DecimalPattern.Named(style == "number" && call.Count > 0 ? "pattern:number" : style),
            _ => DecimalPattern.Parse(style),
        };
        format = format with
        {
            LeastDigits = call.Option("minimumFractionDigits", format.LeastDigits),
            MostDigits = Math.Max(call.Option("maximumFractionDigits", format.MostDigits), call.Option("minimumFractionDigits", 0)),
            LeastWhole = call.Option("minimumIntegerDigits", format.LeastWhole),
            IsGrouped = call.Option("groupingUsed", format.IsGrouped),
            Rounding = ValueText.Of(call.Option("roundingMode") ?? "HALF_EVEN").ToUpperInvariant(),
        };
        return format.Write(Numbers.Double(value), NumberLocale.Of(locale.Replace('_', '-').ToString(CultureInfo.InvariantCulture)));
    }
}
