using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>Numbers of documents, compared by their value: 1 is 1.0.</summary>
internal static class JsonNumbers
{
    public static bool Is(JToken? value) => value?.Type is JTokenType.Integer or JTokenType.Float;

    public static int Compare(JValue one, JValue other)
    {
        if (one.Value is BigInteger or double || other.Value is BigInteger or double)
        {
            return one.Type == JTokenType.Integer && other.Type == JTokenType.Integer
                ? ToInteger(one).CompareTo(ToInteger(other))
                : ToDouble(one).CompareTo(ToDouble(other));
        }
        return Convert.ToDecimal(one.Value, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(other.Value, CultureInfo.InvariantCulture));
    }

    public static double ToDouble(JValue number) =>
        number.Value is BigInteger large ? (double)large : Convert.ToDouble(number.Value, CultureInfo.InvariantCulture);

    /// <summary>The number that a text writes, or null.</summary>
    public static JValue? Of(string text)
    {
        if (BigInteger.TryParse(text.Length > 100 ? "" : text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole >= long.MinValue && whole <= long.MaxValue ? new JValue((long)whole) : new JValue((object)whole);
        const NumberStyles Written = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(text, Written, CultureInfo.InvariantCulture, out var exact))
            return new JValue(exact);
        return double.TryParse(text, Written, CultureInfo.InvariantCulture, out var number) ? new JValue(number) : null;
    }

    private static BigInteger ToInteger(JValue number) => number.Value is BigInteger large ? large : Convert.ToInt64(number.Value, CultureInfo.InvariantCulture);
}
