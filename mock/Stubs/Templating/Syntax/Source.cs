using System.Diagnostics.CodeAnalysis;

namespace PlanisoContract.Mock.Stubs.Templating.Syntax;

/// <summary>A template's text, and how far it is read.</summary>
internal sealed class Source(string text)
{
    public int At { get; set; }

    public string Text => text;

    public bool IsAtEnd => At >= text.Length;

    public char Current => At < text.Length ? text[At] : '\0';

    public bool Sees(string token) => string.CompareOrdinal(text, At, token, 0, token.Length) == 0;

    public bool Take(string token)
    {
        if (!Sees(token))
            return false;
        At += token.Length;
        return true;
    }

    /// <summary>What stands before the token; the token itself is taken, too.</summary>
    public string TakeUntil(string token)
    {
        var end = text.IndexOf(token, At, StringComparison.Ordinal);
        if (end < 0)
            Fail("<EOF>", token, text.Length);
        var found = text[At..end];
        At = end + token.Length;
        return found;
    }

    public void SkipSpace()
    {
        while (!IsAtEnd && char.IsWhiteSpace(text[At]))
            At++;
    }

    public Position PositionOf(int offset)
    {
        var (line, start) = (1, 0);
        for (var next = text.IndexOf('\n', 0); next >= 0 && next < offset; next = text.IndexOf('\n', next + 1))
            (line, start) = (line + 1, next + 1);
        return new Position(line, offset - start);
    }

    /// <summary>The word at the place where reading stopped, for a message.</summary>
    public string WordAt(int offset)
    {
        var end = offset;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('}' or '(' or ')'))
            end++;
        return offset >= text.Length ? "<EOF>" : text[offset..Math.Max(end, offset + 1)];
    }

    [DoesNotReturn]
    public void Fail(string found, string expected, int? offset = null) =>
        throw new TemplateException(PositionOf(offset ?? At), $"found: '{found}', expected: '{expected}'");
}
