using System.Globalization;
using System.Text;

namespace PlanisoContract.Mock.Stubs.Matching.Regexes;

/// <summary>The text of a regular expression, read from left to right.</summary>
/// <param name="text">Without quotes.</param>
/// <param name="written">As its author wrote it.</param>
internal sealed class RegexText(string text, string written)
{
    public int Position { get; private set; }

    public bool AtEnd => Position >= text.Length;

    public char Peek(int ahead = 0) => Position + ahead < text.Length ? text[Position + ahead] : '\0';

    public char Next() => text[Position++];

    public char NextOrEnd() => AtEnd ? throw Wrong("Unexpected end") : Next();

    public bool Skip(string expected)
    {
        if (string.CompareOrdinal(text, Position, expected, 0, expected.Length) != 0)
            return false;
        Position += expected.Length;
        return true;
    }

    public string? SkipAny(params ReadOnlySpan<string> expected)
    {
        foreach (var one in expected)
        {
            if (Skip(one))
                return one;
        }
        return null;
    }

    /// <summary>A group's name and the bracket that closes it.</summary>
    public string Name()
    {
        var end = text.IndexOf('>', Position);
        var name = end < 0 ? "" : text[Position..end];
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
            throw Wrong("capturing group name does not start with a Latin letter, or is not closed by '>'");
        Position = end + 1;
        return name;
    }

    /// <summary><c>{2}</c>, <c>{2,}</c> or <c>{2,3}</c>.</summary>
    public string Repetition()
    {
        var start = Position++;
        var least = Digits();
        var most = Skip(",") ? Digits() : least;
        if (least.Length == 0)
            throw Wrong("Illegal repetition", start + 1);
        if (!Skip("}"))
            throw Wrong("Unclosed counted closure");
        if (!int.TryParse(least, CultureInfo.InvariantCulture, out var low) || (most.Length > 0 && (!int.TryParse(most, CultureInfo.InvariantCulture, out var high) || high < low)))
            throw Wrong("Illegal repetition range", Position - 1);
        return text[start..Position];
    }

    /// <summary>A character by its number: <c>\u0041</c>, <c>\x41</c>, <c>\x{1F600}</c>, <c>\0101</c>.</summary>
    public string Numbered(char kind)
    {
        var start = Position;
        var braced = kind == 'x' && Skip("{");
        var (digits, most) = kind switch { 'u' => ("0123456789abcdefABCDEF", 4), '0' => ("01234567", Peek() <= '3' ? 3 : 2), _ => ("0123456789abcdefABCDEF", braced ? 6 : 2) };
        while (Position - start - (braced ? 1 : 0) < most && digits.Contains(Peek()))
            Position++;
        var found = text[(start + (braced ? 1 : 0))..Position];
        if (found.Length == 0 || (!braced && kind != '0' && found.Length != most) || (braced && !Skip("}")))
            throw Wrong(kind switch { 'u' => "Illegal Unicode escape sequence", '0' => "Illegal octal escape sequence", _ => "Illegal hexadecimal escape sequence" });
        var code = Convert.ToInt32(found, kind == '0' ? 8 : 16);
        return code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString()
            : Rune.IsValid(code) ? new Rune(code).ToString() : throw Wrong("Hexadecimal codepoint is too big");
    }

    /// <summary>What stands between <c>{</c> and <c>}</c>, or one character.</summary>
    public string Property()
    {
        if (!Skip("{"))
            return NextOrEnd().ToString();
        var end = text.IndexOf('}', Position);
        if (end <= Position)
            throw Wrong(end < 0 ? "Unclosed character family" : "Empty character family");
        var name = text[Position..end];
        Position = end + 1;
        return name;
    }

    /// <summary>Said as Java says it: what, where, and the pattern below.</summary>
    public FormatException Wrong(string what, int? at = null)
    {
        var index = at ?? Position;
        var mark = index < text.Length ? $"\n{new string(' ', index)}^" : "";
        return new FormatException($"{what} near index {index.ToString(CultureInfo.InvariantCulture)}\n{written}{mark}");
    }

    /// <summary>The pattern with <c>\Q…\E</c> written out: each character in it stands for itself.</summary>
    public static string WithoutQuotes(string pattern)
    {
        if (!pattern.Contains(@"\Q", StringComparison.Ordinal))
            return pattern;
        var result = new StringBuilder(pattern.Length * 2);
        var quoted = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var pair = at + 1 < pattern.Length && pattern[at] == '\\' ? pattern[at + 1] : '\0';
            if (quoted ? pair == 'E' : pair == 'Q')
                (quoted, at) = (!quoted, at + 1);
            else if (quoted)
                result.Append(char.IsAscii(pattern[at]) && !char.IsAsciiLetterOrDigit(pattern[at]) ? "\\" : "").Append(pattern[at]);
            else if (pair != '\0')
                result.Append(pattern[at++]).Append(pair);
            else
                result.Append(pattern[at]);
        }
        return result.ToString();
    }

    private string Digits()
    {
        var start = Position;
        while (char.IsAsciiDigit(Peek()))
            Position++;
        return text[start..Position];
    }
}
