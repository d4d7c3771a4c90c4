using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>Values of documents as text, written as Java writes them: 1.0E7, {a=1}.</summary>
internal static class JavaText
{
    /// <summary>A scalar's text; an object as <c>{a=1, b=x}</c>, a list as compact JSON.</summary>
    public static string Of(JToken value) => value switch
    {
        JObject members => $"{{{string.Join(", ", members.Properties().Select(member => $"{member.Name}={Of(member.Value)}"))}}}",
        JArray => Compact(value),
        JValue { Value: null } => "null",
        JValue { Value: bool flag } => flag ? "true" : "false",
        JValue { Value: double number } => Of(number),
        JValue { Value: decimal number } => Of(number),
        JValue scalar => Convert.ToString(scalar.Value, CultureInfo.InvariantCulture) ?? "",
        _ => value.ToString(),
    };

    /// <summary>JSON without a blank.</summary>
    public static string Compact(JToken value)
    {
        var text = new StringBuilder();
        Write(value, text, 0, isPretty: false);
        return text.ToString();
    }

    /// <summary>JSON with a line for each member, lists on one line; members that are null are left out.</summary>
    public static string Pretty(JToken value)
    {
        var text = new StringBuilder();
        Write(value, text, 0, isPretty: true);
        return text.ToString();
    }

    /// <summary>As Double.toString: at least one decimal, an exponent from 10^7 and below 10^-3.</summary>
    public static string Of(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        if (number == 0)
            return double.IsNegative(number) ? "-0.0" : "0.0";
        if (Math.Abs(number) is >= 1e-3 and < 1e7)
        {
            var plain = number.ToString("0.0##################", CultureInfo.InvariantCulture);
            return double.Parse(plain, CultureInfo.InvariantCulture) == number ? plain : number.ToString("R", CultureInfo.InvariantCulture);
        }
        var (digits, exponent) = Scientific(number);
        return $"{(digits.Contains('.', StringComparison.Ordinal) ? digits : digits + ".0")}E{exponent}";
    }

    // Up to 18 digits are a double for the parser behind WireMock's paths.
    private static string Of(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Count(char.IsAsciiDigit) > 18 ? text : Of((double)number);
    }

    private static (string Digits, int Exponent) Scientific(double number)
    {
        var text = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 16; precision++)
        {
            var shorter = number.ToString($"E{precision}", CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) == number)
            {
                text = shorter;
                break;
            }
        }
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        return (text[..mark], int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static void Write(JToken value, StringBuilder text, int depth, bool isPretty)
    {
        switch (value)
        {
            case JObject members:
                WriteObject(isPretty ? members.Properties().Where(member => member.Value.Type != JTokenType.Null) : members.Properties(), text, depth, isPretty);
                break;
            case JArray { Count: 0 }:
                text.Append(isPretty ? "[ ]" : "[]");
                break;
            case JArray items:
                text.Append(isPretty ? "[ " : "[");
                for (var index = 0; index < items.Count; index++)
                {
                    if (index > 0)
                        text.Append(isPretty ? ", " : ",");
                    Write(items[index], text, depth, isPretty);
                }
                text.Append(isPretty ? " ]" : "]");
                break;
            case JValue { Value: string written }:
                text.Append(JsonConvert.ToString(written));
                break;
            default:
                text.Append(Of(value));
                break;
        }
    }

    private static void WriteObject(IEnumerable<JProperty> members, StringBuilder text, int depth, bool isPretty)
    {
        var isFirst = true;
        text.Append('{');
        foreach (var member in members)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            if (isPretty)
                text.Append('\n').Append(' ', 2 * (depth + 1));
            text.Append(JsonConvert.ToString(member.Name)).Append(isPretty ? " : " : ":");
            Write(member.Value, text, depth + 1, isPretty);
        }
        if (isPretty)
            text.Append(isFirst ? " " : "\n" + new string(' ', isFirst ? 0 : 2 * depth));
        text.Append('}');
    }
}
