namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>
/// Whether texts are sorted, as far as every language agrees: two of them are in order where the first characters that differ are
/// letters of ASCII. Where blanks, digits and accents belong is left to the server.
/// </summary>
internal static class LetterOrder
{
    public static bool Fits(IReadOnlyList<string?> texts, bool isDescending)
    {
        for (var at = 1; at < texts.Count; at++)
        {
            var order = Compare(texts[at - 1] ?? "", texts[at] ?? "");
            if (isDescending ? order < 0 : order > 0)
                return false;
        }
        return true;
    }

    private static int Compare(string one, string other)
    {
        for (var at = 0; at < Math.Min(one.Length, other.Length); at++)
        {
            var (first, second) = (char.ToUpperInvariant(one[at]), char.ToUpperInvariant(other[at]));
            if (first != second)
                return char.IsAsciiLetter(first) && char.IsAsciiLetter(second) ? first - second : 0;
        }
        return 0;
    }
}
