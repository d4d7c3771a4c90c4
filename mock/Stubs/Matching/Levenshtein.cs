using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>How far a text is from another, as near misses count it.</summary>
internal static class Levenshtein
{
    /// <summary>The time grows with the product of both lengths: beyond this, only the beginnings are compared.</summary>
    private const int Most = 2000;

    /// <summary>From 0, equal, to 1: the changes by the length of the longer text; 1 where a text is absent.</summary>
    public static double Share(string? expected, string? actual)
    {
        if (expected is null || actual is null)
            return 1;
        if (expected == actual)
            return 0;
        var longest = Math.Min(Most, Math.Max(expected.Length, actual.Length));
        return (double)Nearest.Distance(Beginning(expected), Beginning(actual)) / longest;
    }

    private static ReadOnlySpan<char> Beginning(string text) => text.AsSpan(0, Math.Min(Most, text.Length));
}
