using System.Text;

namespace PlanisoContract.Conformance.Reports;

/// <summary>
/// Texts for a terminal and for the log of a CI system. A log is also a channel of commands: GitHub obeys a line that
/// begins with <c>::</c>, and <c>##[</c> anywhere. What a server answers must become neither, and no escape sequence.
/// </summary>
internal static class Plain
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
