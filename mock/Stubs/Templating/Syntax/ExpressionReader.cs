using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace PlanisoContract.Mock.Stubs.Templating.Syntax;

/// <summary>Reads what stands inside of a tag: <c>name argument key=value (name argument)</c>.</summary>
internal sealed class ExpressionReader(Source source, Func<string, bool> isHelper)
{
    /// <summary>How deep expressions may stand in each other.</summary>
    public const int DepthLimit = 32;

    /// <summary>How many values one tag may have.</summary>
    public const int ValuesLimit = 200;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("-.0123456789");

    private int _depth;
    private int _values;

    /// <summary>A tag's whole content, up to its end: a helper's call, or a path.</summary>
    /// <param name="end">What is expected after it, for a message.</param>
    public Expression ReadTag(string end)
    {
        BeginTag();
        source.SkipSpace();
        var start = source.At;
        var name = ReadName();
        // A tag begins with a name; {{'text'}} and {{5}} are none.
        if (name.Length == 0)
            throw new TemplateException(source.PositionOf(start), $"found: '{source.WordAt(start)}', expected: 'id'");
        return ReadCall(name, source.PositionOf(start), end, mustBeHelper: false);
    }

    /// <summary>Values are counted anew.</summary>
    public void BeginTag() => _values = 0;

    /// <summary>Arguments and options after the name; without any, a name that no helper has is a path.</summary>
    public Expression ReadCall(string name, Position at, string end, bool mustBeHelper)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        var options = ImmutableArray.CreateBuilder<KeyValuePair<string, Expression>>();
        while (!IsAtEndOfCall())
        {
            var start = source.At;
            if (ReadOptionName() is { } key)
                options.Add(new(key, ReadValue(end)));
            else if (options.Count == 0)
                arguments.Add(ReadValue(end));
            else
                source.Fail(source.WordAt(start), end, start);
        }
        if (isHelper(name))
            return new CallExpression(name, at, arguments.ToImmutable(), options.ToImmutable());
        if (mustBeHelper || arguments.Count > 0 || options.Count > 0)
            throw new TemplateException(at, $"could not find helper: '{name}'");
        return new PathExpression(TemplatePath.Parse(name));
    }

    /// <summary>A path or a helper's name; empty where there is none.</summary>
    public string ReadName()
    {
        var start = source.At;
        while (!source.IsAtEnd && !char.IsWhiteSpace(source.Current) && source.Current is not ('}' or '(' or ')' or '=' or '|' or '\'' or '"' or '~'))
        {
            if (source.Current == '[')
                SkipBrackets();
            source.At++;
        }
        return source.Text[start..source.At];
    }

    private void SkipBrackets()
    {
        var end = source.Text.IndexOf(']', source.At);
        if (end < 0)
            throw new TemplateException(source.PositionOf(source.At), $"found: '{source.Text[source.At..]}'");
        source.At = end;
    }

    private bool IsAtEndOfCall()
    {
        source.SkipSpace();
        return source.IsAtEnd || source.Current is '}' or ')' || source.Sees("~}") || (source.Sees("as ") && source.Text.AsSpan(source.At + 3).TrimStart().StartsWith("|"));
    }

    private string? ReadOptionName()
    {
        var start = source.At;
        var name = ReadName();
        var after = source.At;
        source.SkipSpace();
        if (name.Length > 0 && source.Take("="))
        {
            source.SkipSpace();
            return name;
        }
        source.At = name.Length > 0 ? start : after;
        return null;
    }

    private Expression ReadValue(string end)
    {
        if (++_values > ValuesLimit)
            throw new TemplateException(source.PositionOf(source.At), $"more than {ValuesLimit} values in one tag");
        if (source.Current is '\'' or '"')
            return new LiteralExpression(ReadText(end));
        if (source.Current == '(')
            return ReadInner();
        var start = source.At;
        var word = ReadName();
        if (word.Length == 0)
            source.Fail(source.WordAt(start), end, start);
        return Literal(word) is { } literal ? literal : ReadPath(word, start, end);
    }

    private PathExpression ReadPath(string word, int start, string end)
    {
        if (char.IsAsciiDigit(word[0]))
            source.Fail(word, end, start);
        return new PathExpression(TemplatePath.Parse(word));
    }

    private static LiteralExpression? Literal(string word) => word switch
    {
        "true" => new(true),
        "false" => new(false),
        "null" or "undefined" => new(null as object),
        _ when !char.IsAsciiDigit(word[^1]) || word.AsSpan().IndexOfAnyExcept(NumberCharacters) >= 0 => null,
        _ when int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => new(whole),
        _ when double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => new(number),
        _ => null,
    };

    private string ReadText(string end)
    {
        var (start, quote) = (source.At, source.Current);
        for (source.At++; !source.IsAtEnd; source.At++)
        {
            if (source.Current == '\\' && source.At + 1 < source.Text.Length && source.Text[source.At + 1] == quote)
                source.At++;
            else if (source.Current == quote)
                return source.Text[(start + 1)..source.At++].Replace($"\\{quote}", quote.ToString(), StringComparison.Ordinal);
        }
        source.Fail(source.WordAt(start), end, start);
        return "";
    }

    private Expression ReadInner()
    {
        if (++_depth > DepthLimit)
            throw new TemplateException(source.PositionOf(source.At), $"more than {DepthLimit} expressions in each other");
        source.At++;
        source.SkipSpace();
        var start = source.At;
        var inner = ReadCall(ReadName(), source.PositionOf(start), ")", mustBeHelper: true);
        if (!source.Take(")"))
            source.Fail(source.WordAt(source.At), ")");
        _depth--;
        return inner;
    }
}
