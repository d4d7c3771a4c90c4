using System.Globalization;
using System.Numerics;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>Numbers of different kinds side by side.</summary>
internal static class Numbers
{
    public static bool Is(object? value) => value is int or long or double or BigInteger or BigDecimal;

    /// <summary>Any number; a text that is none is 0, as in WireMock's <c>math</c>.</summary>
    public static BigDecimal Decimal(object value) =>
        BigDecimal.TryParse(ValueText.Of(value), out var number) ? number : default;

    public static double Double(object value) => value switch
    {
        double number => number,
        BigDecimal number => (double)number,
        _ => double.Parse(ValueText.Of(value), CultureInfo.InvariantCulture),
    };

    /// <summary>The whole number that a value is or holds; null for null.</summary>
    public static int? Whole(object? value) => value switch
    {
        null => null,
        int whole => whole,
        double number => (int)number,
        BigDecimal number => (int)(double)number,
        _ when int.TryParse(ValueText.Of(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => throw new Syntax.HelperFault("java.lang.NumberFormatException", $"For input string: \"{ValueText.Of(value)}\""),
    };

    /// <summary>The smallest Java type that holds it: an int, a long, or a double where it has digits after the point.</summary>
    public static object Reduced(BigDecimal number)
    {
        if (number.Scale != 0)
            return (double)number;
        var kept = unchecked((long)(ulong)(number.Digits & ulong.MaxValue));
        return kept <= int.MaxValue ? unchecked((int)kept) : kept;
    }
}
