namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>The text of a path, read from the left.</summary>
internal sealed class PathText(string text)
{
    public int Position { get; set; }

    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The character here; NUL behind the end.</summary>
    public char Here => Position < text.Length ? text[Position] : '\0';

    public char Following => Position + 1 < text.Length ? text[Position + 1] : '\0';

    /// <summary>What stands between a place and here.</summary>
    public string From(int start) => text[start..Position];

    public void SkipBlanks()
    {
        while (Here == ' ')
            Position++;
    }

    /// <summary>Steps over a text where it stands here.</summary>
    public bool Skip(string expected)
    {
        if (string.CompareOrdinal(text, Position, expected, 0, expected.Length) != 0)
            return false;
        Position += expected.Length;
        return true;
    }

    public void Expect(char expected)
    {
        SkipBlanks();
        if (Here != expected)
            throw Wrong($"expected {expected}");
        Position++;
    }

    /// <summary>What stands in quotes here, its escapes resolved.</summary>
    public string Quoted()
    {
        var (quote, start) = (Here, Position++);
        while (Here != quote)
        {
            if (IsAtEnd)
                throw Wrong($"the quote from position {start} on has no end");
            Position += Here == '\\' ? 2 : 1;
        }
        Position++;
        return Unescaped(text[(start + 1)..(Position - 1)]);
    }

    /// <summary>Steps over brackets and what they hold; quotes inside may hold brackets, too.</summary>
    public string Bracketed()
    {
        var (start, depth) = (Position, 0);
        do
        {
            if (IsAtEnd)
                throw Wrong($"the bracket at position {start} is not closed");
            if (Here is '\'' or '"')
            {
                Quoted();
                continue;
            }
            depth += Here switch { '[' or '(' or '{' => 1, ']' or ')' or '}' => -1, _ => 0 };
            Position++;
        }
        while (depth > 0);
        return From(start);
    }

    public FormatException Wrong(string what) =>
        new(IsAtEnd ? $"{what} at its end." : $"{what} at position {Position}, found {Here}.");

    private static string Unescaped(string written)
    {
        if (!written.Contains('\\', StringComparison.Ordinal))
            return written;
        try
        {
            return System.Text.RegularExpressions.Regex.Unescape(written.Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\/", "/", StringComparison.Ordinal));
        }
        catch (ArgumentException)
        {
            throw new FormatException($"{written} holds an escape that is none.");
        }
    }
}
