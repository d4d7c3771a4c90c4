using System.Globalization;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.State;

/// <summary>Generated numbers: a prefix, and the identity in digits.</summary>
internal static class GeneratedNumber
{
    /// <summary>The identity that a number follows from, or null where it is no such number.</summary>
    public static long? Read(ResourcePlan resource, string text)
    {
        var word = resource.Resource.Number!;
        return text.StartsWith(word.Prefix, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(word.Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0 && Write(resource, number) == text ? number : null;
    }

    public static string Write(ResourcePlan resource, long identity)
    {
        var word = resource.Resource.Number!;
        return word.Prefix + identity.ToString(CultureInfo.InvariantCulture).PadLeft(word.Digits, '0');
    }
}
