using System.Globalization;
using System.Text;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>A pattern of Java's <c>DecimalFormat</c>: <c>#,##0.00</c>.</summary>
/// <param name="Prefix">Before the number; <c>¤</c> is the currency's sign.</param>
/// <param name="Suffix">After the number.</param>
/// <param name="LeastWhole">How many digits stand before the point at least.</param>
/// <param name="LeastDigits">How many stand after it at least.</param>
/// <param name="MostDigits">How many stand after it at most.</param>
/// <param name="IsGrouped">Whether thousands are set apart.</param>
/// <param name="Factor">100 for a percentage.</param>
internal sealed record DecimalPattern(string Prefix, string Suffix, int LeastWhole, int LeastDigits, int MostDigits, bool IsGrouped, int Factor)
{
    private const int DigitsLimit = 340;

    public string Rounding { get; init; } = "HALF_EVEN";

    public static DecimalPattern Named(string name) => name switch
    {
        "integer" => new("", "", 1, 0, 0, true, 1),
        "percent" => new("", "%", 1, 0, 0, true, 100),
        "currency" => new("¤", "", 1, 2, 2, true, 1),
        "pattern:number" => Parse("number"),
        _ => new("", "", 1, 0, 3, true, 1),
    };

    /// <summary>Everything but <c>#0,.%¤</c> is text; a pattern without digits has one whole digit.</summary>
    public static DecimalPattern Parse(string pattern)
    {
        var first = pattern.AsSpan().IndexOfAny("#0,.");
        var body = first < 0 ? "" : pattern[first..];
        var length = body.AsSpan().IndexOfAnyExcept("#0,.");
        var suffix = length < 0 ? "" : body[length..];
        body = length < 0 ? body : body[..length];
        var point = body.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (body, "") : (body[..point], body[(point + 1)..]);
        var most = Math.Min(fraction.Count(character => character is '0' or '#'), DigitsLimit);
        return new DecimalPattern(
            first < 0 ? pattern : pattern[..first], suffix, whole.Count(character => character == '0'), fraction.Count(character => character == '0'), most,
            whole.Contains(',', StringComparison.Ordinal), pattern.Contains('%', StringComparison.Ordinal) ? 100 : 1);
    }

    public string Write(double value, NumberLocale locale)
    {
        var digits = Rounded(Math.Abs(value) * Factor, Math.Clamp(MostDigits, 0, DigitsLimit), value < 0);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (digits, "") : (digits[..point], digits[(point + 1)..].TrimEnd('0'));
        fraction = fraction.PadRight(Math.Clamp(LeastDigits, 0, DigitsLimit), '0');
        whole = whole.TrimStart('0').PadLeft(Math.Clamp(LeastWhole, 0, DigitsLimit), '0');
        if (whole.Length == 0 && fraction.Length == 0)
            whole = "0";
        var text = new StringBuilder(value < 0 ? "-" : "").Append(Prefix.Replace("¤", locale.IsCurrencyFirst ? locale.Currency : "", StringComparison.Ordinal));
        text.Append(IsGrouped ? Grouped(whole, locale.Group) : whole);
        if (fraction.Length > 0)
            text.Append(locale.Point).Append(fraction);
        if (!locale.IsCurrencyFirst && Prefix.Contains('¤', StringComparison.Ordinal))
            text.Append('\u00a0').Append(locale.Currency);
        return text.Append(Suffix.Replace("¤", locale.Currency, StringComparison.Ordinal)).ToString();
    }

    private string Rounded(double value, int digits, bool isNegative)
    {
        if (value >= 1e28)
            return value.ToString("F0", CultureInfo.InvariantCulture);
        var exact = (decimal)value;
        digits = Math.Min(digits, 28);
        var mode = Rounding switch
        {
            "HALF_UP" => MidpointRounding.AwayFromZero,
            "UP" or "DOWN" => MidpointRounding.ToZero,
            "FLOOR" => isNegative ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToZero,
            "CEILING" => isNegative ? MidpointRounding.ToZero : MidpointRounding.ToPositiveInfinity,
            _ => MidpointRounding.ToEven,
        };
        var rounded = Math.Round(exact, digits, Rounding == "UP" ? MidpointRounding.ToPositiveInfinity : mode);
        return rounded.ToString(CultureInfo.InvariantCulture);
    }

    private static string Grouped(string whole, string mark)
    {
        var text = new StringBuilder(whole);
        for (var at = whole.Length - 3; at > 0; at -= 3)
            text.Insert(at, mark);
        return text.ToString();
    }
}

/// <summary>How numbers are written somewhere. The program has no data of the world's cultures; these are the ones that matter here.</summary>
internal sealed record NumberLocale(string Group, string Point, string Currency, bool IsCurrencyFirst)
{
    public static NumberLocale Of(string name) => name switch
    {
        "en-US" => new(",", ".", "$", true),
        "en-GB" => new(",", ".", "£", true),
        "de-DE" or "de-AT" => new(".", ",", "€", false),
        _ when name.StartsWith("de", StringComparison.Ordinal) => new(".", ",", "¤", false),
        _ => new(",", ".", "¤", true),
    };
}
