using System.Globalization;
using System.Numerics;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>Values as Java's <c>toString</c> shows them.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => Of(number),
        IHasText own => own.Text,
        TemplateMap map => $"{{{string.Join(", ", map.Select(member => $"{member.Key}={Of(member.Value)}"))}}}",
        TemplateList list => $"[{string.Join(", ", list.Select(Of))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>What a tag writes: nothing for null.</summary>
    public static string Written(object? value) => value is null ? "" : Of(value);

    /// <summary><c>Double.toString</c>: at least one digit after the point, and an exponent from ten million on and below a thousandth.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        var size = Math.Abs(value);
        var (digits, point) = Digits(size);
        var sign = double.IsNegative(value) ? "-" : "";
        if (size is not 0 and (< 1e-3 or >= 1e7))
            return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{point - 1}";
        if (point <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? $"{sign}{digits.PadRight(point, '0')}.0" : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    /// <summary>The fewest digits that tell the number, and where its point is among them.</summary>
    private static (string Digits, int Point) Digits(double size)
    {
        var parts = size.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var mantissa = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0] : parts[0] + ".";
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var digits = mantissa.Remove(mantissa.IndexOf('.', StringComparison.Ordinal), 1);
        var significant = digits.TrimStart('0');
        return significant.Length == 0 ? ("0", 1) : (significant.TrimEnd('0'), point - (digits.Length - significant.Length));
    }

    /// <summary>The Java class of a value, for the words of a failed cast.</summary>
    public static string ClassOf(object value) => value switch
    {
        string => "java.lang.String",
        int => "java.lang.Integer",
        long => "java.lang.Long",
        double => "java.lang.Double",
        bool => "java.lang.Boolean",
        BigDecimal => "java.math.BigDecimal",
        BigInteger => "java.math.BigInteger",
        TemplateList => "java.util.ArrayList",
        _ => "java.util.LinkedHashMap",
    };
}
