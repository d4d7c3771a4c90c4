using System.Text;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>Handlebars.java's helpers that give a text another shape.</summary>
internal static class TextShapes
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["center"] = TextHelpers.OfText((text, call) => Padded(text, call, size => (size - text.Length) / 2)),
        ["ljust"] = TextHelpers.OfText((text, call) => Padded(text, call, _ => 0)),
        ["rjust"] = TextHelpers.OfText((text, call) => Padded(text, call, size => size - text.Length)),
        ["abbreviate"] = TextHelpers.OfText(Abbreviated),
        ["wordWrap"] = TextHelpers.OfText((text, call) => Wrapped(text, Numbers.Whole(call[0]) ?? throw HelperFault.Null("java.lang.Integer.intValue()", "length"))),
        ["slugify"] = TextHelpers.OfText((text, _) => Slug(text)),
        ["stripTags"] = TextHelpers.OfText((text, _) => WithoutTags(text)),
    };

    private static string Padded(string text, Call call, Func<int, int> before)
    {
        var size = call.Option("size") switch
        {
            int whole => whole,
            null => throw new HelperFault("java.lang.NullPointerException", "found 'null', expected 'size'"),
            var other => throw Casts.Fault(other, "java.lang.Integer"),
        };
        call.Run.Step(Math.Max(1, size));
        if (size <= text.Length)
            return text;
        var pad = ValueText.Of(call.Option("pad") ?? " ");
        var left = before(size);
        return $"{Repeated(pad, left)}{text}{Repeated(pad, size - text.Length - left)}";
    }

    private static string Repeated(string pad, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append(pad.Length == 0 ? " " : pad);
        return text.ToString(0, Math.Max(0, length));
    }

    private static string Abbreviated(string text, Call call)
    {
        var width = Numbers.Whole(call[0]) ?? throw HelperFault.Null("java.lang.Integer.intValue()", "width");
        if (width < 4)
            throw HelperFault.Illegal("Minimum abbreviation width is 4");
        return text.Length <= width ? text : text[..(width - 3)] + "...";
    }

    /// <summary>Lines of at most that length, broken at spaces; a longer word stays whole.</summary>
    private static string Wrapped(string text, int length)
    {
        var lines = new List<string>();
        var rest = text;
        while (rest.Length > Math.Max(1, length))
        {
            var space = rest.LastIndexOf(' ', Math.Max(1, length));
            if (space <= 0)
                space = rest.IndexOf(' ', Math.Max(1, length));
            if (space < 0)
                break;
            lines.Add(rest[..space]);
            rest = rest[(space + 1)..];
        }
        lines.Add(rest);
        return string.Join('\n', lines);
    }

    /// <summary>Lower case, spaces as dashes, nothing else than letters, digits, dashes and underscores.</summary>
    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var character in text.Trim().ToLowerInvariant())
        {
            if (char.IsWhiteSpace(character))
                slug.Append('-');
            else if (char.IsLetterOrDigit(character) || character is '-' or '_')
                slug.Append(character);
        }
        return slug.ToString();
    }

    /// <summary>Without what stands between angle brackets that close.</summary>
    private static string WithoutTags(string text)
    {
        var kept = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '<' ? text.IndexOf('>', at) : -1;
            if (end > at + 1)
                at = end;
            else
                kept.Append(text[at]);
        }
        return kept.ToString();
    }
}
