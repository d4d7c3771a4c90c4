namespace PlanisoContract.Mock.Stubs.Matching.Regexes;

/// <summary>A set of characters, written for .NET.</summary>
/// <param name="Text">One atom: <c>[a-z]</c>, or a group where a class alone cannot say it.</param>
/// <param name="Content">What stands between the brackets; null where a class alone cannot say it.</param>
/// <param name="LooksAround">Whether it needs a look ahead, so that it is nothing for the engine without backtracking.</param>
internal sealed record RegexClass(string Text, string? Content, bool LooksAround)
{
    private const string Nothing = @"[^\s\S]";

    /// <summary>Ranges of characters.</summary>
    public static RegexClass Of(params (char Low, char High)[] ranges) =>
        Plain(string.Concat(ranges.Select(range => range.Low == range.High ? One(range.Low) : $"{One(range.Low)}-{One(range.High)}")));

    /// <summary>What a class says between its brackets, such as <c>\p{L}</c>.</summary>
    public static RegexClass Plain(string content) => new(content.Length == 0 ? Nothing : $"[{content}]", content, false);

    /// <summary>A character that may be two of .NET's.</summary>
    public static RegexClass Of(string character) =>
        character.Length == 1 ? Of((character[0], character[0])) : new($"(?:{string.Concat(character.Select(One))})", null, false);

    /// <summary>Everything but. A class within a class cannot be negated in .NET, so the result is an atom of its own.</summary>
    public RegexClass Negated() => Content switch
    {
        null => new($@"(?:(?!{Text})[\s\S])", null, true),
        "" => Plain(@"\s\S"),
        _ => new($"[^{Content}]", null, false),
    };

    public static RegexClass Union(IReadOnlyList<RegexClass> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var plain = Plain(string.Concat(parts.Select(part => part.Content)));
        var nested = parts.Where(part => part.Content is null).ToArray();
        var texts = nested.Select(part => part.Text);
        return nested.Length == 0 ? plain
            : new($"(?:{string.Join('|', plain.Content == "" ? texts : texts.Prepend(plain.Text))})", null, nested.Any(part => part.LooksAround));
    }

    public static RegexClass Intersection(IReadOnlyList<RegexClass> parts) =>
        parts.Count == 1 ? parts[0] : new($"(?:{string.Concat(parts.SkipLast(1).Select(part => $"(?={part.Text})"))}{parts[^1].Text})", null, true);

    private static string One(char character) => $@"\u{(int)character:X4}";
}
