namespace PlanisoContract.Spec;

/// <summary>The known word that someone probably meant.</summary>
public static class Nearest
{
    /// <summary>The word of least edit distance (Levenshtein), or null where even that is more than half of <paramref name="word"/>.</summary>
    public static string? To(string word, IEnumerable<string> known) =>
        known.Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(pair => pair.distance <= Math.Max(1, word.Length / 2))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate).FirstOrDefault();

    /// <summary>"did you mean …?" with <see cref="To"/>; null without a word or without a near one.</summary>
    public static string? Hint(string? word, IEnumerable<string> known) =>
        word is not null && To(word, known) is { } near ? $"did you mean {near}?" : null;

    /// <summary>"did you mean …?" with <see cref="To"/>; without a near word all that there are, with a full stop.</summary>
    public static string HintOrAll(string word, IReadOnlyCollection<string> known, string are = "there is") =>
        Hint(word, known) ?? $"{are} {string.Join(", ", known)}.";

    /// <summary>How many letters must be changed, added or taken away to make one text of another (Levenshtein 1965). Time grows with the product of their lengths.</summary>
    public static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
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
