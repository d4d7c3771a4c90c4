using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Stubs.Matching.Regexes;

/// <summary>Java's families of characters: <c>\d</c>, <c>\p{Alpha}</c>, <c>\p{Lu}</c>, <c>\p{IsGreek}</c>. Without a flag they are ASCII's.</summary>
internal static class Families
{
    private static readonly (char, char) Digit = ('0', '9');
    private static readonly (char, char) Upper = ('A', 'Z');
    private static readonly (char, char) Lower = ('a', 'z');
    private static readonly (char, char)[] Marks = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')];

    /// <summary>By the small letter after a backslash, or null.</summary>
    public static RegexClass? Escaped(char letter) => letter switch
    {
        'd' => RegexClass.Of(Digit),
        'w' => RegexClass.Of(Digit, Upper, ('_', '_'), Lower),
        's' => RegexClass.Of(('\t', '\r'), (' ', ' ')),
        'h' => RegexClass.Of(('\t', '\t'), (' ', ' '), ('\u00A0', '\u00A0'), ('\u1680', '\u1680'), ('\u180E', '\u180E'), ('\u2000', '\u200A'), ('\u202F', '\u202F'), ('\u205F', '\u205F'), ('\u3000', '\u3000')),
        'v' => RegexClass.Of(('\n', '\r'), ('\u0085', '\u0085'), ('\u2028', '\u2029')),
        _ => null,
    };

    /// <summary>By what stands in <c>\p{…}</c>, or null.</summary>
    public static RegexClass? Named(string name)
    {
        if (name.Split('=') is [var key, var value])
            name = key switch { "script" or "sc" => $"Is{value}", "block" or "blk" => $"In{value}", "general_category" or "gc" => value, _ => "" };
        return Posix(name) ?? Binary(name) ?? Category(name) ?? Block(name);
    }

    private static RegexClass? Posix(string name) => name switch
    {
        "Lower" => RegexClass.Of(Lower),
        "Upper" => RegexClass.Of(Upper),
        "ASCII" => RegexClass.Of(('\0', '\x7F')),
        "Alpha" => RegexClass.Of(Upper, Lower),
        "Digit" => RegexClass.Of(Digit),
        "Alnum" => RegexClass.Of(Digit, Upper, Lower),
        "Punct" => RegexClass.Of(Marks),
        "Graph" => RegexClass.Of(('!', '~')),
        "Print" => RegexClass.Of((' ', '~')),
        "Blank" => RegexClass.Of(('\t', '\t'), (' ', ' ')),
        "Cntrl" => RegexClass.Of(('\0', '\x1F'), ('\x7F', '\x7F')),
        "XDigit" => RegexClass.Of(Digit, ('A', 'F'), ('a', 'f')),
        "Space" => RegexClass.Of(('\t', '\r'), (' ', ' ')),
        "L1" => RegexClass.Of(('\0', '\xFF')),
        _ => null,
    };

    private static RegexClass? Binary(string name) => name.ToUpperInvariant() switch
    {
        "ISALPHABETIC" or "JAVAALPHABETIC" => RegexClass.Plain(@"\p{L}\p{Nl}"),
        "ISLETTER" or "JAVALETTER" => RegexClass.Plain(@"\p{L}"),
        "ISDIGIT" or "JAVADIGIT" => RegexClass.Plain(@"\p{Nd}"),
        "JAVALETTERORDIGIT" or "LD" => RegexClass.Plain(@"\p{L}\p{Nd}"),
        "ISUPPERCASE" or "JAVAUPPERCASE" => RegexClass.Plain(@"\p{Lu}"),
        "ISLOWERCASE" or "JAVALOWERCASE" => RegexClass.Plain(@"\p{Ll}"),
        "ISTITLECASE" or "JAVATITLECASE" => RegexClass.Plain(@"\p{Lt}"),
        "ISPUNCTUATION" => RegexClass.Plain(@"\p{P}"),
        "ISCONTROL" or "JAVAISOCONTROL" => RegexClass.Plain(@"\p{Cc}"),
        "ISWHITE_SPACE" or "ISWHITESPACE" or "JAVAWHITESPACE" => RegexClass.Plain(@"\s"),
        "ISLATIN" => RegexClass.Of(Upper, Lower, ('ª', 'ª'), ('º', 'º'), ('À', 'Ö'), ('Ø', 'ö'), ('ø', 'ʸ'), ('\u1E00', '\u1EFF')),
        "ISHAN" => RegexClass.Of(('\u2E80', '\u2FD5'), ('\u3005', '\u3007'), ('\u3021', '\u3029'), ('\u3400', '\u4DBF'), ('\u4E00', '\u9FFF'), ('\uF900', '\uFAFF')),
        "LC" => RegexClass.Plain(@"\p{Lu}\p{Ll}\p{Lt}"),
        "ALL" => RegexClass.Plain(@"\s\S"),
        _ => null,
    };

    private static RegexClass? Category(string name)
    {
        var category = name.StartsWith("Is", StringComparison.Ordinal) ? name[2..] : name;
        return category.Length is 1 or 2 ? Known(category) : null;
    }

    private static RegexClass? Block(string name)
    {
        var block = name.StartsWith("In", StringComparison.Ordinal) || name.StartsWith("Is", StringComparison.Ordinal) ? name[2..] : null;
        return block is null ? null : Known($"Is{block}") ?? Known($"Is{block.Replace("_", "", StringComparison.Ordinal)}");
    }

    private static RegexClass? Known(string family)
    {
        try
        {
            _ = new Regex($@"\p{{{family}}}");
            return RegexClass.Plain($@"\p{{{family}}}");
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
