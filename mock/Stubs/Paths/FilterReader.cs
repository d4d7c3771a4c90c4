using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>Reads the condition of a filter: <c>(@.a == 1 &amp;&amp; !(@.b in ['x']))</c>.</summary>
internal static class FilterReader
{
    private const int MaxDepth = 50;

    public static PathCondition Condition(PathText text)
    {
        text.Expect('(');
        var condition = Any(text, 0);
        text.Expect(')');
        return condition;
    }

    /// <summary>A value: a path, a text, a number, true, false, null, a list or an object.</summary>
    public static FilterValue Value(PathText text)
    {
        text.SkipBlanks();
        return text.Here switch
        {
            '$' or '@' => Path(text),
            '\'' or '"' => new FilterValue.Written(new JValue(text.Quoted())),
            '[' or '{' => new FilterValue.Written(Json(text, text.Bracketed())),
            _ => new FilterValue.Written(Word(text)),
        };
    }

    private static PathCondition Any(PathText text, int depth)
    {
        var condition = All(text, depth);
        for (text.SkipBlanks(); text.Skip("||"); text.SkipBlanks())
            condition = new PathCondition.Any(condition, All(text, depth));
        return condition;
    }

    private static PathCondition All(PathText text, int depth)
    {
        var condition = One(text, depth);
        for (text.SkipBlanks(); text.Skip("&&"); text.SkipBlanks())
            condition = new PathCondition.All(condition, One(text, depth));
        return condition;
    }

    private static PathCondition One(PathText text, int depth)
    {
        if (depth > MaxDepth)
            throw text.Wrong("the filter is nested too deeply");
        text.SkipBlanks();
        if (text.Skip("!"))
            return new PathCondition.Not(One(text, depth + 1));
        if (!text.Skip("("))
            return Comparison(text);
        var condition = Any(text, depth + 1);
        text.Expect(')');
        return condition;
    }

    private static PathCondition Comparison(PathText text)
    {
        if (text.Here == '/')
        {
            var pattern = Pattern(text);
            text.SkipBlanks();
            return text.Skip("=~") ? new PathCondition.Like(Value(text), pattern) : throw text.Wrong("expected =~");
        }
        var left = Value(text);
        text.SkipBlanks();
        if (text.Skip("=~"))
        {
            text.SkipBlanks();
            return new PathCondition.Like(left, text.Here == '/' ? Pattern(text) : throw text.Wrong("expected /a regular expression/"));
        }
        foreach (var (sign, compare) in PathOperators.Signs)
        {
            if (text.Skip(sign))
                return new PathCondition.Comparison(left, compare, Value(text));
        }
        if (char.IsAsciiLetter(text.Here))
            return new PathCondition.Comparison(left, Operator(text), Value(text));
        return left is FilterValue.Path place ? new PathCondition.Exists(place) : throw text.Wrong("expected a comparison");
    }

    private static PathOperator Operator(PathText text)
    {
        var start = text.Position;
        while (char.IsAsciiLetter(text.Here))
            text.Position++;
        var word = text.From(start);
        if (word.ToUpperInvariant() is "ALL" or "TYPE" or "MATCHES" or "EXISTS")
            throw new FormatException($"{word} never holds in WireMock; known are {string.Join(", ", PathOperators.Words.Keys)}.");
        return PathOperators.Words.TryGetValue(word, out var compare)
            ? compare
            : throw new FormatException($"there is no operator {word}; known are {string.Join(", ", PathOperators.Words.Keys)}.");
    }

    private static FilterValue.Path Path(PathText text)
    {
        var start = text.Position++;
        while (!text.IsAtEnd && text.Here is not (' ' or ')' or ',' or '<' or '>' or '=' or '~' or '!' or '&' or '|' or ']' or '}'))
        {
            if (text.Here is '[' or '(')
                text.Bracketed();
            else
                text.Position++;
        }
        var path = text.From(start);
        return new FilterValue.Path(PathReader.Read(path), path[0] == '$');
    }

    private static FilterPattern Pattern(PathText text)
    {
        var start = ++text.Position;
        while (text.Here != '/')
        {
            if (text.IsAtEnd)
                throw text.Wrong("the regular expression has no end");
            text.Position += text.Here == '\\' ? 2 : 1;
        }
        var pattern = text.From(start).Replace("\\/", "/", StringComparison.Ordinal);
        var flags = ++text.Position;
        while (text.Here is 'i' or 'x' or 'm' or 's' or 'd' or 'u' or 'U')
            text.Position++;
        var options = text.From(flags);
        return BoundedRegex.TryParse(options.Length == 0 ? pattern : $"(?{options}){pattern}", out var regex, out var wrong, dotAll: false)
            ? new FilterPattern(regex)
            : throw new FormatException(wrong);
    }

    private static JValue Word(PathText text)
    {
        var start = text.Position;
        while (char.IsAsciiLetterOrDigit(text.Here) || text.Here is '-' or '+' or '.')
            text.Position++;
        var word = text.From(start);
        return word switch
        {
            "true" => new JValue(true),
            "false" => new JValue(false),
            "null" => JValue.CreateNull(),
            _ => JsonNumbers.Of(word) ?? throw text.Wrong("expected a path, a text in quotes, a number, true, false, null or a list"),
        };
    }

    private static JToken Json(PathText text, string json) => JsonPaths.LooseDocument(json) ?? throw text.Wrong($"{json} is no JSON");
}
