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

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
