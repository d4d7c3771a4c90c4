using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PlanisoContract.Mock.Stubs.Dates;

/// <summary>A part of a date's pattern: a field (letter and how often it stands there), a text, or a bracket of an optional part.</summary>
internal readonly record struct DateToken(char Letter, int Count, string Text)
{
    public static DateToken Literal(string text) => new('\0', text.Length, text);
}

/// <summary>Takes Java's date patterns apart: <c>yyyy-MM-dd'T'HH:mm</c>.</summary>
internal static class DatePattern
{
    /// <summary>The letters of java.text.SimpleDateFormat.</summary>
    public const string Written = "GyYMLwWDdFEuaHkKhmsSzZX";

    /// <summary>The letters of java.time.format.DateTimeFormatter that are read here; the last ten are read, but say no date.</summary>
    public const string Read = "GuyDMLdEaKkHhmsSnVzOXxZYQqwWFecAN";

    // The most that Java takes of each; 19 where it takes more than anyone writes.
    private static readonly Dictionary<char, int> Most = new()
    {
        ['d'] = 2,
        ['H'] = 2,
        ['h'] = 2,
        ['k'] = 2,
        ['K'] = 2,
        ['m'] = 2,
        ['s'] = 2,
        ['D'] = 3,
        ['M'] = 5,
        ['L'] = 5,
        ['E'] = 5,
        ['G'] = 5,
        ['a'] = 1,
        ['X'] = 5,
        ['x'] = 5,
        ['Z'] = 5,
        ['z'] = 4,
        ['O'] = 4,
        ['V'] = 2,
        ['S'] = 9,
    };

    public static bool TryParse(
        string pattern, bool toRead, out ImmutableArray<DateToken> tokens, [NotNullWhen(false)] out string? wrong)
    {
        var found = ImmutableArray.CreateBuilder<DateToken>();
        wrong = null;
        for (var at = 0; at < pattern.Length && wrong is null;)
        {
            var letter = pattern[at];
            if (letter == '\'')
                wrong = Quoted(pattern, ref at, toRead, found);
            else if (char.IsAsciiLetter(letter))
                wrong = Field(pattern, ref at, toRead, found);
            else if (toRead && letter is '{' or '}' or '#')
                wrong = $"Pattern includes reserved character: '{letter}'";
            else
                found.Add(toRead && letter is '[' or ']' ? new DateToken(letter, 1, "") : DateToken.Literal(letter.ToString()));
            if (wrong is null && letter is not '\'' && !char.IsAsciiLetter(letter))
                at++;
        }
        if (wrong is null && toRead && Unopened(found))
            wrong = "Pattern invalid as it contains ] without previous [";
        tokens = found.ToImmutable();
        return wrong is null;
    }

    private static string? Quoted(string pattern, ref int at, bool toRead, ImmutableArray<DateToken>.Builder found)
    {
        if (at + 1 < pattern.Length && pattern[at + 1] == '\'')
        {
            found.Add(DateToken.Literal("'"));
            at += 2;
            return null;
        }
        var text = new StringBuilder();
        for (at++; at < pattern.Length; at++)
        {
            if (pattern[at] != '\'')
                text.Append(pattern[at]);
            else if (at + 1 < pattern.Length && pattern[at + 1] == '\'')
                text.Append(pattern[at++]);
            else
            {
                at++;
                found.Add(DateToken.Literal(text.ToString()));
                return null;
            }
        }
        return toRead ? $"Pattern ends with an incomplete string literal: {pattern}" : "Unterminated quote";
    }

    private static string? Field(string pattern, ref int at, bool toRead, ImmutableArray<DateToken>.Builder found)
    {
        var start = at;
        while (at < pattern.Length && pattern[at] == pattern[start])
            at++;
        var (letter, count) = (pattern[start], at - start);
        found.Add(new DateToken(letter, count, ""));
        if (!(toRead ? Read : Written).Contains(letter))
            return toRead ? $"Unknown pattern letter: {letter}" : $"Illegal pattern character '{letter}'";
        if (!toRead)
            return letter == 'X' && count > 3 ? $"invalid ISO 8601 format: length={count}" : null;
        if (letter == 'V' && count != 2)
            return "Pattern letter count must be 2: V";
        return count > Most.GetValueOrDefault(letter, 19) ? $"Too many pattern letters: {letter}" : null;
    }

    private static bool Unopened(IEnumerable<DateToken> tokens)
    {
        var depth = 0;
        foreach (var token in tokens)
        {
            depth += token switch { { Letter: '[' } => 1, { Letter: ']' } => -1, _ => 0 };
            if (depth < 0)
                return true;
        }
        return false;
    }
}
