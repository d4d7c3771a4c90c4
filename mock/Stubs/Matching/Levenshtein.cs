namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>How many letters must be changed, added or taken away to make one text of another (Levenshtein 1965).</summary>
internal static class Levenshtein
{
    /// <summary>The time grows with the product of both lengths: beyond this, only the beginnings are compared.</summary>
    private const int Most = 2000;

    /// <summary>From 0, equal, to 1: the changes by the length of the longer text; 1 where a text is absent.</summary>
    public static double Share(string? expected, string? actual)
    {
        if (expected is null || actual is null)
            return 1;
        var longest = Math.Max(expected.Length, actual.Length);
        if (longest <= Most || expected == actual)
            return longest == 0 ? 0 : (double)Changes(expected, actual) / longest;
        return (double)Changes(expected.AsSpan(0, Math.Min(Most, expected.Length)), actual.AsSpan(0, Math.Min(Most, actual.Length))) / Most;
    }

    private static int Changes(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<int> row = right.Length < 256 ? stackalloc int[right.Length + 1] : new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
            row[column] = column;
        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var above = row[column];
                var cost = left[line - 1] == right[column - 1] ? 0 : 1;
                row[column] = Math.Min(Math.Min(above, row[column - 1]) + 1, diagonal + cost);
                diagonal = above;
            }
        }
        return row[right.Length];
    }
}
