using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PlanisoContract.Mock.Stubs.Dates;

/// <summary>A span by which a date is moved: <c>3 days</c>, <c>-1 months</c>, <c>now +5 hours</c> (wiremock.org, "Matching dates and times").</summary>
internal readonly record struct DateOffset(int Amount, string Unit)
{
    public const string Wanted =
        "Offset can be of the short form <amount> <unit> e.g. 8 seconds or long form now +/-<amount> <unit> e.g. now +5 years";

    private static readonly string[] Units = ["seconds", "minutes", "hours", "days", "months", "years"];

    public static bool TryParse(string text, out DateOffset offset, [NotNullWhen(false)] out string? wrong)
    {
        (offset, wrong) = (new DateOffset(0, "seconds"), null);
        if (text.Equals("now", StringComparison.OrdinalIgnoreCase))
            return true;
        var parts = text.Split(' ');
        if (parts.Length is < 2 or > 3)
            wrong = Wanted;
        else if (!int.TryParse(parts[^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
            wrong = $"For input string: \"{parts[^2]}\". {Wanted}";
        else if (!IsUnit(parts[^1]))
            wrong = $"Expected a unit of {string.Join(", ", Units)}, found {parts[^1]}.";
        else
            offset = new DateOffset(amount, parts[^1].ToLowerInvariant());
        return wrong is null;
    }

    public static bool IsUnit(string unit) => Units.Contains(unit, StringComparer.OrdinalIgnoreCase);

    /// <summary>The date moved; the first or the last that there is where it would be beyond those.</summary>
    public DateTimeOffset Shift(DateTimeOffset date)
    {
        try
        {
            return Unit switch
            {
                "minutes" => date.AddMinutes(Amount),
                "hours" => date.AddHours(Amount),
                "days" => date.AddDays(Amount),
                "months" => date.AddMonths(Amount),
                "years" => date.AddYears(Amount),
                _ => date.AddSeconds(Amount),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return Amount < 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
        }
    }

    public override string ToString() => $"{Amount.ToString(CultureInfo.InvariantCulture)} {Unit}";
}
