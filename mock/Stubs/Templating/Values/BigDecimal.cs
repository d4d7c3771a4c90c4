using System.Globalization;
using System.Numerics;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>A decimal number with as many digits as it needs, and with its zeros after the point: <c>java.math.BigDecimal</c>.</summary>
/// <param name="Digits">All digits as a whole number.</param>
/// <param name="Scale">How many of them stand after the point.</param>
internal readonly record struct BigDecimal(BigInteger Digits, int Scale) : IHasText
{
    /// <summary>How many digits a number may have that a template calculates with.</summary>
    private const int ScaleLimit = 2_000;

    public string Text => ToString();

    public static bool TryParse(string text, out BigDecimal number)
    {
        number = default;
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = 0;
        if (mark >= 0 && !int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return false;
        var mantissa = mark >= 0 ? text[..mark] : text;
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        if (whole.Length > ScaleLimit || Math.Abs((long)scale) > ScaleLimit
            || !BigInteger.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits))
            return false;
        number = new BigDecimal(digits, scale);
        return true;
    }

    public static BigDecimal operator +(BigDecimal left, BigDecimal right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return new(left.At(scale) + right.At(scale), scale);
    }

    public static BigDecimal operator -(BigDecimal left, BigDecimal right) => left + new BigDecimal(-right.Digits, right.Scale);

    public static BigDecimal operator *(BigDecimal left, BigDecimal right) => new(left.Digits * right.Digits, left.Scale + right.Scale);

    public static BigDecimal operator %(BigDecimal left, BigDecimal right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return new(BigInteger.Remainder(left.At(scale), right.At(scale)), scale);
    }

    /// <summary>With as many digits after the point as the left side has; half is rounded up.</summary>
    public static BigDecimal operator /(BigDecimal left, BigDecimal right)
    {
        var (above, below) = (left.Digits, right.Digits);
        if (right.Scale >= 0)
            above *= BigInteger.Pow(10, right.Scale);
        else
            below *= BigInteger.Pow(10, -right.Scale);
        var quotient = BigInteger.DivRem(above, below, out var rest);
        if (BigInteger.Abs(rest) * 2 >= BigInteger.Abs(below))
            quotient += above.Sign * below.Sign;
        return new(quotient, left.Scale);
    }

    public static explicit operator double(BigDecimal number) => double.Parse($"{number.Digits}E{-number.Scale}", CultureInfo.InvariantCulture);

    /// <summary>As Java writes it: with an exponent where the scale is below zero or the number is very small.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture);
        var sign = Digits.Sign < 0 ? "-" : "";
        var exponent = digits.Length - 1 - Scale;
        if (Scale == 0)
            return sign + digits;
        if (Scale > 0 && exponent >= -6)
        {
            digits = digits.PadLeft(Scale + 1, '0');
            return $"{sign}{digits[..^Scale]}.{digits[^Scale..]}";
        }
        var mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : digits;
        return $"{sign}{mantissa}E{(exponent >= 0 ? "+" : "")}{exponent}";
    }

    /// <summary>Without an exponent.</summary>
    public string ToPlainString() => Scale < 0 ? At(0).ToString(CultureInfo.InvariantCulture) : Scale == 0 || ToString() is var text && !text.Contains('E', StringComparison.Ordinal)
        ? ToString()
        : $"{(Digits.Sign < 0 ? "-" : "")}0.{BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).PadLeft(Scale, '0')}";

    private BigInteger At(int scale) => Digits * BigInteger.Pow(10, scale - Scale);
}
