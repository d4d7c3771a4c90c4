using System.Collections.Immutable;
using System.Text;

namespace PlanisoContract.Mock.Stubs.Templating.Syntax;

/// <summary>Reads a template as Handlebars.java does: it neither drops lines with nothing but a tag, nor escapes, nor knows what Handlebars.Net adds.</summary>
internal sealed class TemplateReader
{
    /// <summary>How deep blocks may stand in each other, so that no template exhausts the stack.</summary>
    public const int DepthLimit = 48;

    private readonly Source _source;
    private readonly ExpressionReader _expressions;
    private readonly BlockReader _blocks;
    private bool _trimsNext;

    public TemplateReader(string text, Func<string, bool> isHelper)
    {
        _source = new Source(text);
        _expressions = new ExpressionReader(_source, isHelper);
        _blocks = new BlockReader(this, _source, _expressions, isHelper);
    }

    public ImmutableArray<Node> Read()
    {
        var nodes = ReadNodes();
        if (!_source.IsAtEnd)
            _source.Fail(_source.Sees("{{^") ? "{{^" : _source.Text.AsSpan(_source.At).StartsWith("{{/") ? "{{/" : "{{", "<EOF>", _source.At + 1);
        return nodes;
    }

    /// <summary>All up to a tag that ends or divides a block, or to the end; that tag is not taken.</summary>
    public ImmutableArray<Node> ReadNodes()
    {
        var nodes = ImmutableArray.CreateBuilder<Node>();
        while (true)
        {
            var text = ReadText();
            var trims = _source.Sees("{{~") || _source.Sees("{{{~");
            AddText(nodes, trims ? text.TrimEnd() : text);
            if (_source.IsAtEnd || _blocks.IsDivision())
                return nodes.ToImmutable();
            if (ReadTag() is { } node)
                nodes.Add(node);
        }
    }

    /// <summary>The end of a tag: with a tilde, the white space after it goes.</summary>
    public void EndTag(string end)
    {
        _source.SkipSpace();
        _trimsNext = _source.Take("~");
        var braces = _source.At;
        while (braces < _source.Text.Length && _source.Text[braces] == '}')
            braces++;
        if (braces - _source.At > end.Length || !_source.Take(end))
            _source.Fail(braces > _source.At ? _source.Text[_source.At..braces] : _source.WordAt(_source.At), end);
    }

    private static void AddText(ImmutableArray<Node>.Builder nodes, string text)
    {
        if (text.Length > 0)
            nodes.Add(new TextNode(text));
    }

    private string ReadText()
    {
        var text = new StringBuilder();
        while (!_source.IsAtEnd && !_source.Sees("{{"))
        {
            if (_source.Take("\\{{"))
                text.Append("{{").Append(_source.TakeUntil("}}")).Append("}}");
            else
                text.Append(_source.Text[_source.At++]);
        }
        if (!_trimsNext)
            return text.ToString();
        _trimsNext = false;
        return text.ToString().TrimStart();
    }

    private Node? ReadTag()
    {
        if (_source.Sees("{{{{"))
            return _blocks.ReadRaw();
        if (_source.Take("{{{"))
            return ReadOutput("}}}");
        _source.At += 2;
        _source.Take("~");
        switch (_source.Current)
        {
            case '!':
                SkipComment();
                return null;
            case '#':
            case '^':
                return _blocks.Read();
            case '>':
                return _blocks.ReadPartial();
            case '=':
                _source.TakeUntil("=}}");
                return null;
            case '&':
                _source.At++;
                return ReadOutput("}}");
            default:
                return ReadOutput("}}");
        }
    }

    private OutputNode ReadOutput(string end)
    {
        _source.Take("~");
        var expression = _expressions.ReadTag(end);
        EndTag(end);
        return new OutputNode(expression);
    }

    private void SkipComment()
    {
        var isLong = _source.Sees("!--");
        var comment = _source.TakeUntil(isLong ? "--}}" : "}}");
        _trimsNext = comment.EndsWith('~');
    }
}
