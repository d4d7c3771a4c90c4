using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Templating.Syntax;

/// <summary>Reads blocks, partials, and raw blocks.</summary>
internal sealed class BlockReader(TemplateReader template, Source source, ExpressionReader expressions, Func<string, bool> isHelper)
{
    private readonly Dictionary<string, ImmutableArray<Node>> _partials = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>Whether a tag follows that ends or divides a block: <c>{{/</c>, <c>{{else</c>, <c>{{^}}</c>.</summary>
    public bool IsDivision()
    {
        var tag = source.Text.AsSpan(source.At);
        if (!tag.StartsWith("{{") || tag.StartsWith("{{{"))
            return false;
        tag = tag[2..].TrimStart('~').TrimStart();
        return tag.StartsWith("/") || IsElse(tag) || (tag.StartsWith("^") && tag[1..].TrimStart().TrimStart('~').StartsWith("}}"));
    }

    /// <summary>From <c>#</c> or <c>^</c> on.</summary>
    public Node? Read()
    {
        var isInverted = source.Current == '^';
        source.At++;
        if (source.Take("*"))
            return ReadInline();
        if (source.Take(">"))
            return ReadPartial(isBlock: true);
        var (call, name, names) = ReadOpening(isInverted);
        var (body, otherwise) = ReadBodies();
        Close(name);
        return isInverted ? new BlockNode(call, otherwise, body, names) : new BlockNode(call, body, otherwise, names);
    }

    /// <summary><c>{{> name}}</c>: what an inline partial before it says.</summary>
    public Node ReadPartial(bool isBlock = false)
    {
        if (!isBlock)
            source.At++;
        source.SkipSpace();
        var start = source.At;
        var name = source.Current is '\'' or '"' ? source.TakeUntil("}}")[1..].TrimEnd('~', ' ', '\'', '"') : expressions.ReadName();
        if (source.At >= 2 && source.Text.AsSpan(source.At - 2, 2) is not "}}")
        {
            if (source.Current != '(')
                expressions.ReadCall(name, source.PositionOf(start), "}}", mustBeHelper: false);
            template.EndTag("}}");
        }
        ImmutableArray<Node>? fallback = null;
        if (isBlock)
        {
            fallback = ReadBodies().Body;
            Close(name);
        }
        if (_partials.TryGetValue(name, out var known) || (fallback is { } nodes && (known = nodes) is var _))
            return new BlockNode(new CallExpression(CallExpression.Section, default, [new LiteralExpression(true)], []), known, [], []);
        return new MissingPartialNode(name, source.PositionOf(start));
    }

    /// <summary><c>{{{{name}}}} as it stands {{{{/name}}}}</c>.</summary>
    public Node ReadRaw()
    {
        source.At += 4;
        var (call, name, names) = ReadOpening(isInverted: false, "}}}}");
        var text = source.TakeUntil($"{{{{{{{{/{name}}}}}}}}}");
        return new BlockNode(call, [new TextNode(text)], [], names);
    }

    private static bool IsElse(ReadOnlySpan<char> tag) =>
        tag.StartsWith("else") && (tag.Length == 4 || char.IsWhiteSpace(tag[4]) || tag[4] is '}' or '~');

    private (CallExpression Call, string Name, ImmutableArray<string> Names) ReadOpening(bool isInverted, string end = "}}")
    {
        source.SkipSpace();
        var start = source.At;
        var name = expressions.ReadName();
        if (name.Length == 0)
            source.Fail(source.WordAt(start), "id", start);
        if (isInverted && isHelper(name))
            source.Fail("{{^", "<EOF>", 1);
        var at = source.PositionOf(start);
        expressions.BeginTag();
        var call = expressions.ReadCall(name, at, end, mustBeHelper: false) switch
        {
            CallExpression helper => helper,
            var path => new CallExpression(CallExpression.Section, at, [path], []),
        };
        var names = ReadNames();
        template.EndTag(end);
        return (call, name, names);
    }

    private ImmutableArray<string> ReadNames()
    {
        source.SkipSpace();
        if (!source.Take("as "))
            return [];
        source.SkipSpace();
        source.At++;
        return [.. source.TakeUntil("|").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private (ImmutableArray<Node> Body, ImmutableArray<Node> Otherwise) ReadBodies()
    {
        if (++_depth > TemplateReader.DepthLimit)
            throw new TemplateException(source.PositionOf(source.At), $"more than {TemplateReader.DepthLimit} blocks in each other");
        var body = template.ReadNodes();
        ImmutableArray<Node> otherwise = [];
        if (source.IsAtEnd)
            source.Fail("<EOF>", "{{/");
        if (!IsClosing())
            otherwise = ReadElse();
        _depth--;
        return (body, otherwise);
    }

    private bool IsClosing() => source.Text.AsSpan(source.At + 2).TrimStart('~').TrimStart().StartsWith("/");

    /// <summary><c>{{else}}</c>, or <c>{{else if …}}</c>: a block of its own that ends where this one ends.</summary>
    private ImmutableArray<Node> ReadElse()
    {
        source.At += 2;
        source.Take("~");
        source.SkipSpace();
        if (!source.Take("else"))
            source.At++;
        source.SkipSpace();
        if (source.Current is not ('}' or '~'))
        {
            var (call, _, names) = ReadOpening(isInverted: false);
            var (body, otherwise) = ReadBodies();
            return [new BlockNode(call, body, otherwise, names)];
        }
        template.EndTag("}}");
        var nodes = template.ReadNodes();
        if (source.IsAtEnd || !IsClosing())
            source.Fail(source.IsAtEnd ? "<EOF>" : "{{else", "{{/");
        return nodes;
    }

    private void Close(string name)
    {
        source.At += 2;
        source.Take("~");
        source.SkipSpace();
        source.At++;
        source.SkipSpace();
        var start = source.At;
        var found = expressions.ReadName();
        if (found != name)
            source.Fail(found, name, start);
        template.EndTag("}}");
    }

    /// <summary><c>{{#*inline "name"}}…{{/inline}}</c>: known from here on.</summary>
    private Node? ReadInline()
    {
        expressions.ReadName();
        source.SkipSpace();
        var name = source.TakeUntil("}}").Trim().Trim('\'', '"');
        _partials[name] = ReadBodies().Body;
        Close("inline");
        return null;
    }
}
