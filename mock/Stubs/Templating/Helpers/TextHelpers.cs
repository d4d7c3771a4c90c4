using System.Globalization;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>Handlebars.java's helpers that change a text. Of an empty text they give their first argument, or nothing.</summary>
internal static class TextHelpers
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["capitalizeFirst"] = OfText((text, _) => char.ToUpperInvariant(text[0]) + text[1..]),
        ["capitalize"] = OfText(Capitalized),
        ["lower"] = OfText((text, _) => text.ToLowerInvariant()),
        ["upper"] = OfText((text, _) => text.ToUpperInvariant()),
        ["cut"] = OfText((text, call) => text.Replace(call.Text(0) ?? " ", "", StringComparison.Ordinal)),
        ["replace"] = OfText(Replaced),
        ["substring"] = OfText(Substring),
        ["stringFormat"] = OfText((text, call) => JavaFormat.Of(text, [.. call.Rest])),
        ["defaultIfEmpty"] = call => Truth.IsEmpty(call.Subject) ? Fallback(call) : call.Subject,
        ["yesno"] = YesOrNo,
        ["join"] = Joined,
    };

    /// <summary>A helper of a text that is not empty.</summary>
    public static TemplateHelper OfText(Func<string, Call, object?> change) => call =>
        Truth.IsEmpty(call.Subject) || ValueText.Of(call.Subject) is { Length: 0 } ? Fallback(call) : change(ValueText.Of(call.Subject), call);

    private static string? Fallback(Call call) => call[0] is { } value ? ValueText.Of(value) : null;

    private static string Capitalized(string text, Call call)
    {
        var fully = call.Option("fully", false);
        var characters = (fully ? text.ToLowerInvariant() : text).ToCharArray();
        for (var index = 0; index < characters.Length; index++)
        {
            if (index == 0 || char.IsWhiteSpace(characters[index - 1]))
                characters[index] = char.ToUpperInvariant(characters[index]);
        }
        return new string(characters);
    }

    private static string Replaced(string text, Call call)
    {
        var target = call.Text(0) ?? throw HelperFault.Null("java.lang.CharSequence.toString()", "target");
        var by = call.Text(1) ?? throw HelperFault.Null("java.lang.CharSequence.toString()", "replacement");
        call.Run.Spend((long)by.Length * (text.Length / Math.Max(1, target.Length)));
        return target.Length > 0 ? text.Replace(target, by, StringComparison.Ordinal) : by + string.Concat(text.Select(character => character + by));
    }

    private static string Substring(string text, Call call)
    {
        if (call.Count == 0)
            throw new HelperFault("java.lang.IndexOutOfBoundsException", "Required start offset: ");
        var from = Numbers.Whole(call[0]) ?? 0;
        var to = call.Count > 1 ? Numbers.Whole(call[1]) ?? 0 : text.Length;
        if (from < 0 || to > text.Length || from > to)
            throw new HelperFault("java.lang.StringIndexOutOfBoundsException", $"begin {from}, end {to}, length {text.Length}");
        return text[from..to];
    }

    private static object? YesOrNo(Call call) => call.Subject switch
    {
        null => call.Option("maybe") ?? "maybe",
        true => call.Option("yes") ?? "yes",
        false => call.Option("no") ?? "no",
        var other => throw HelperFault.Illegal($"found '{ValueText.Of(other)}', expected 'boolean'"),
    };

    /// <summary>A list and a separator, or many values and last the separator.</summary>
    private static string? Joined(Call call)
    {
        if (call.Subject is not TemplateList && Truth.IsEmpty(call.Subject))
            return Fallback(call);
        var parts = call.Subject is TemplateList list ? list : call.All.SkipLast(1);
        var separator = call.Subject is TemplateList ? call[0] : call[call.Count - 1];
        if (separator is null)
            throw new HelperFault("java.lang.NullPointerException", $"found 'null', expected 'separator' at param[{call.Count - 1}]");
        var joined = parts.ToList();
        call.Run.Spend((long)ValueText.Of(separator).Length * joined.Count);
        return string.Create(CultureInfo.InvariantCulture,
            $"{call.Option("prefix")}{string.Join(ValueText.Of(separator), joined.Select(ValueText.Of))}{call.Option("suffix")}");
    }
}
