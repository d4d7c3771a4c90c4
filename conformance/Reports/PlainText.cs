using System.Text;

namespace PlanisoContract.Conformance.Reports;

/// <summary>
/// Texts for a terminal and for the log of a CI system. A log is also a channel of commands: GitHub obeys a line that
/// begins with <c>::</c>, and <c>##[</c> anywhere. What a server answers must become neither, and no escape sequence.
/// </summary>
internal static class PlainText
{
    private static readonly string[] Marks = ["##[", "##vso[", "##teamcity["];

    /// <summary>A text on one line.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
            plain.Append(letter is '\n' ? '⏎' : letter is '\t' ? ' ' : char.IsControl(letter) ? '\uFFFD' : letter);
        return Marks.Aggregate(plain.ToString(), (safe, mark) => safe.Replace(mark, $"# {mark[1..]}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A curl line on one line, and for bash and zsh still the same: its line breaks and tabs stand in single quotes.</summary>
    public static string Command(string line) => Marks
        .Aggregate(
            line.ReplaceLineEndings("\n").Replace("\n", "'$'\\n''", StringComparison.Ordinal).Replace("\t", "'$'\\t''", StringComparison.Ordinal),
            (safe, mark) => safe.Replace(mark, $"#''{mark[1..]}", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Long texts, shortened where more of them would help nobody.</summary>
internal static class Truncation
{
    /// <summary>Characters of what is read closely.</summary>
    public const int Long = 2_000;

    /// <summary>Characters of what is one of many.</summary>
    public const int Short = 400;

    /// <summary>At most so many characters, and how many more there are.</summary>
    public static string To(int most, string text)
    {
        if (text.Length <= most)
            return text;
        // Half a surrogate pair is no character.
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text[..end]}… ({text.Length - end:N0} more characters)";
    }
}
