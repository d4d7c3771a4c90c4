using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>Java's <c>String.format</c>, in English: what texts, numbers and flags need of it.</summary>
internal static partial class JavaFormat
{
    /// <summary>How wide a value or how long its fraction may be.</summary>
    private const int SizeLimit = 1_000;

    public static string Of(string format, object?[] values)
    {
        var next = 0;
        var text = new StringBuilder();
        var end = 0;
        foreach (Match found in Specifier().Matches(format))
        {
            text.Append(format, end, found.Index - end);
            end = found.Index + found.Length;
            text.Append(One(found, values, ref next));
        }
        return text.Append(format, end, format.Length - end).ToString();
    }

    private static string One(Match found, object?[] values, ref int next)
    {
        var kind = found.Groups["kind"].Value[0];
        if (kind is '%' or 'n')
            return kind == 'n' ? "\n" : Wide("%", found);
        var index = found.Groups["index"].Success ? Size(found.Groups["index"].Value) - 1 : next++;
        if (index < 0 || index >= values.Length)
            throw new HelperFault("java.util.MissingFormatArgumentException", $"Format specifier '{found.Value}'");
        var text = Value(char.ToLowerInvariant(kind), values[index], found);
        return Wide(char.IsUpper(kind) ? text.ToUpperInvariant() : text, found);
    }

    private static string Value(char kind, object? value, Match found)
    {
        var digits = found.Groups["digits"].Success ? Size(found.Groups["digits"].Value) : -1;
        return (kind, value) switch
        {
            ('b', _) => Cut(value is bool flag ? ValueText.Of(flag) : value is null ? "false" : "true", digits),
            ('s', _) => Cut(ValueText.Of(value), digits),
            (_, null) => "null",
            ('d', int or long or BigInteger) => Number(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), found),
            ('x', int number) => number.ToString("x", CultureInfo.InvariantCulture),
            ('x', long number) => number.ToString("x", CultureInfo.InvariantCulture),
            ('o', int number) => Convert.ToString(number, 8),
            ('f', double or BigDecimal) => Number(Fixed(value, digits < 0 ? 6 : digits), found),
            ('e', double or BigDecimal) => Numbers.Double(value).ToString($"0.{new string('0', digits < 0 ? 6 : digits)}e+00", CultureInfo.InvariantCulture),
            ('c', int number) => char.ConvertFromUtf32(Math.Clamp(number, 0, 0xd7ff)),
            _ => throw new HelperFault("java.util.IllegalFormatConversionException", $"{kind} != {ValueText.ClassOf(value)}"),
        };
    }

    /// <summary>Half is rounded up, in the decimal digits that the number shows.</summary>
    public static string Fixed(object value, int digits)
    {
        var shown = BigDecimal.TryParse(ValueText.Of(value), out var number) ? number : default;
        var rounded = new BigDecimal(shown.Digits * BigInteger.Pow(10, Math.Max(0, digits - shown.Scale)), Math.Max(digits, shown.Scale));
        if (shown.Scale > digits)
            rounded = new BigDecimal(shown.Digits, shown.Scale - digits) / new BigDecimal(1, 0) is var exact
                ? new BigDecimal((new BigDecimal(exact.Digits, 0) / new BigDecimal(BigInteger.Pow(10, exact.Scale), 0)).Digits, digits)
                : default;
        return rounded.ToPlainString();
    }

    private static string Number(string text, Match found)
    {
        var flags = found.Groups["flags"].Value;
        if (flags.Contains(',', StringComparison.Ordinal))
            text = Grouping().Replace(text, ",");
        if (flags.Contains('+', StringComparison.Ordinal) && text[0] != '-')
            text = "+" + text;
        return text;
    }

    private static string Wide(string text, Match found)
    {
        var width = found.Groups["width"].Success ? Size(found.Groups["width"].Value) : 0;
        var flags = found.Groups["flags"].Value;
        if (flags.Contains('-', StringComparison.Ordinal))
            return text.PadRight(width);
        if (!flags.Contains('0', StringComparison.Ordinal))
            return text.PadLeft(width);
        var sign = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        return text[..sign] + text[sign..].PadLeft(Math.Max(0, width - sign), '0');
    }

    private static string Cut(string text, int digits) => digits >= 0 && digits < text.Length ? text[..digits] : text;

    private static int Size(string digits) => int.TryParse(digits, out var size) && size <= SizeLimit
        ? size
        : throw HelperFault.Illegal($"a width or precision above {SizeLimit}");

    [GeneratedRegex(@"%(?:(?<index>\d+)\$)?(?<flags>[-#+ 0,(]*)(?<width>\d+)?(?:\.(?<digits>\d+))?(?<kind>[a-zA-Z%])", RegexOptions.CultureInvariant)]
    private static partial Regex Specifier();

    [GeneratedRegex(@"(?<=^-?\d+)(?=(?:\d{3})+(?:\.|$))", RegexOptions.CultureInvariant)]
    private static partial Regex Grouping();
}
