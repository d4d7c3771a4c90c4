namespace PlanisoContract.Mock.Stubs.Matching.Regexes;

/// <summary>Reads Java's classes of characters, <c>[a-z&amp;&amp;[^b]]</c>, and what a backslash stands for.</summary>
internal sealed class ClassReader(RegexText text)
{
    private const int MostDepth = 200;

    /// <summary>After the opening bracket.</summary>
    public RegexClass Read(int depth)
    {
        if (depth > MostDepth)
            throw text.Wrong($"More than {MostDepth} groups within each other");
        var negated = text.Skip("^");
        var all = new List<RegexClass>();
        do
        {
            var parts = new List<RegexClass>();
            while (!text.AtEnd && !Ahead("&&") && (text.Peek() != ']' || (parts.Count == 0 && all.Count == 0)))
                parts.Add(text.Skip("[") ? Read(depth + 1) : Item());
            // Java takes an empty side of an intersection for none.
            if (parts.Count > 0)
                all.Add(RegexClass.Union(parts));
        }
        while (text.Skip("&&"));
        if (!text.Skip("]") || all.Count == 0)
            throw text.Wrong("Unclosed character class", text.Position - 1);
        var found = RegexClass.Intersection(all);
        return negated ? found.Negated() : found;
    }

    /// <summary>What follows a backslash, within a class and without.</summary>
    public RegexClass ReadEscape(char kind) => Set(kind) ?? RegexClass.Of(Character(kind));

    private RegexClass Item()
    {
        var first = text.Next();
        if (first == '\\')
        {
            var kind = text.NextOrEnd();
            if (Set(kind) is { } set)
                return set;
            return Range(Character(kind));
        }
        return Range(char.IsHighSurrogate(first) && char.IsLowSurrogate(text.Peek()) ? $"{first}{text.Next()}" : first.ToString());
    }

    private RegexClass Range(string low)
    {
        if (text.Peek() != '-' || text.Peek(1) is ']' or '[' or '\0' || (text.Peek(1) == '&' && text.Peek(2) == '&'))
            return RegexClass.Of(low);
        text.Next();
        var next = text.Next();
        var high = next == '\\' ? Character(text.NextOrEnd())
            : char.IsHighSurrogate(next) && char.IsLowSurrogate(text.Peek()) ? $"{next}{text.Next()}" : next.ToString();
        if (char.ConvertToUtf32(low + "\0", 0) is var from && char.ConvertToUtf32(high + "\0", 0) < from)
            throw text.Wrong("Illegal character range", text.Position - 1);
        // Characters beyond the first plane are two of .NET's: a range of them is taken for all of them.
        return high.Length == 1 ? RegexClass.Of((low[0], high[0]))
            : new RegexClass($@"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]{(low.Length == 1 ? $"|{RegexClass.Of((low[0], '\uFFFF')).Text}" : "")})", null, false);
    }

    private string Character(char kind) => kind switch
    {
        'u' or 'x' or '0' => text.Numbered(kind),
        't' => "\t",
        'n' => "\n",
        'r' => "\r",
        'f' => "\f",
        'a' => "\a",
        'e' => "\u001B",
        'c' => ((char)(text.NextOrEnd() ^ 64)).ToString(),
        _ when char.IsAsciiLetterOrDigit(kind) => throw text.Wrong("Illegal/unsupported escape sequence", text.Position - 1),
        _ => kind.ToString(),
    };

    private RegexClass? Set(char kind)
    {
        if (kind is 'p' or 'P')
        {
            var name = text.Property();
            var family = Families.Named(name) ?? throw text.Wrong($"Unknown character property name {{{name}}}", text.Position - 1);
            return kind == 'p' ? family : family.Negated();
        }
        var set = Families.Escaped(char.ToLowerInvariant(kind));
        return set is not null && char.IsAsciiLetterUpper(kind) ? set.Negated() : set;
    }

    private bool Ahead(string expected) => text.Peek() == expected[0] && text.Peek(1) == expected[1];
}
