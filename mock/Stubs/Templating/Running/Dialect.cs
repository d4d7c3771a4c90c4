using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PlanisoContract.Mock.Stubs.Templating.Syntax;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>
/// Writes a template that was read as Handlebars.java reads it in the words of Handlebars.Net. Its words are few and the same for all
/// templates, with numbers into <see cref="TemplateTables"/>: so names, texts and paths mean what they mean in Handlebars.java, and what
/// Handlebars.Net keeps for each name that it meets does not grow.
/// </summary>
internal sealed class Dialect(Func<string, TemplateHelper> helpers)
{
    public const string Text = "t";
    public const string WrittenPath = "wp";
    public const string WrittenCall = "wc";
    public const string Path = "p";
    public const string Literal = "l";
    public const string Call = "c";
    public const string Block = "b";

    private const string BlockEnd = "{{/b}}";

    /// <summary>How many texts, tags and blocks a template may have.</summary>
    private const int PartsLimit = 4_000;

    /// <summary>How many values the tags of one method may have together.</summary>
    private const int FrameWeight = 40;

    /// <summary>Into how many blocks a long list is split.</summary>
    private const int FrameParts = 8;

    private static readonly CallSite Passing = new(static call => call.Body(), default, 0, [], []);

    private readonly StringBuilder _text = new();
    private int _parts;

    public TemplateTables Tables { get; } = new();

    public string Write(ImmutableArray<Node> nodes)
    {
        WriteNodes(nodes);
        return _text.ToString();
    }

    /// <summary>Handlebars.Net makes one method of a list of tags, and its frame grows with them: a long list is split into blocks that only carry out what is in them.</summary>
    private void WriteNodes(ImmutableArray<Node> nodes)
    {
        if (nodes.Sum(Weight) <= FrameWeight || nodes.Length == 1)
        {
            foreach (var node in nodes)
                WriteNode(node);
            return;
        }
        var size = Math.Max(1, (nodes.Length + FrameParts - 1) / FrameParts);
        for (var start = 0; start < nodes.Length; start += size)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{{{{#{Block} {Add(Tables.Calls, Passing)}}}}}");
            WriteNodes(nodes[start..Math.Min(nodes.Length, start + size)]);
            _text.Append("{{else}}").Append(BlockEnd);
        }
    }

    private static int Weight(Node node) => 1 + node switch
    {
        OutputNode output => Weight(output.Expression),
        BlockNode block => Weight(block.Call),
        _ => 0,
    };

    private static int Weight(Expression expression) =>
        expression is CallExpression call ? 1 + call.Arguments.Sum(Weight) + call.Options.Sum(option => Weight(option.Value)) : 1;

    private void WriteNode(Node node)
    {
        // Partials that use each other multiply what a short text says.
        if (++_parts > PartsLimit)
            throw new TemplateException($"A template may have {PartsLimit} parts, and with its partials this one has more.");
        switch (node)
        {
            case TextNode text:
                Tag(Text, Add(Tables.Texts, text.Text));
                break;
            case OutputNode { Expression: CallExpression call }:
                WriteCall($"{{{{{{{WrittenCall}", call, [], call.At);
                _text.Append("}}}");
                break;
            case OutputNode { Expression: PathExpression path }:
                Tag(WrittenPath, Add(Tables.Paths, path.Path));
                break;
            case BlockNode block:
                WriteCall($"{{{{#{Block}", block.Call, block.Names, block.Call.At);
                _text.Append("}}");
                WriteNodes(block.Body);
                _text.Append("{{else}}");
                WriteNodes(block.Otherwise);
                _text.Append(BlockEnd);
                break;
            case MissingPartialNode partial:
                TemplateHelper fails = _ => throw new TemplateException(partial.At, $"The partial '/{partial.Name}.hbs' at '/{partial.Name}.hbs' could not be found");
                Tag(WrittenCall, Add(Tables.Calls, new CallSite(fails, partial.At, 0, [], [])));
                break;
        }
    }

    // A fault in an inner call is told with the place of the outer one: so does Handlebars.java.
    private void WriteCall(string opening, CallExpression call, ImmutableArray<string> names, Position at)
    {
        var site = new CallSite(helpers(call.Name), at, call.Arguments.Length, [.. call.Options.Select(option => option.Key)], names);
        _text.Append(opening).Append(CultureInfo.InvariantCulture, $" {Add(Tables.Calls, site)}");
        foreach (var value in call.Arguments.Concat(call.Options.Select(option => option.Value)))
            WriteValue(value, at);
    }

    private void WriteValue(Expression value, Position at)
    {
        switch (value)
        {
            case LiteralExpression literal:
                _text.Append(CultureInfo.InvariantCulture, $" ({Literal} {Add(Tables.Literals, literal.Value)})");
                break;
            case PathExpression path:
                _text.Append(CultureInfo.InvariantCulture, $" ({Path} {Add(Tables.Paths, path.Path)})");
                break;
            case CallExpression inner:
                WriteCall($" ({Call}", inner, [], at);
                _text.Append(')');
                break;
        }
    }

    private void Tag(string word, int number) => _text.Append(CultureInfo.InvariantCulture, $"{{{{{{{word} {number}}}}}}}");

    private static int Add<T>(List<T> table, T item)
    {
        table.Add(item);
        return table.Count - 1;
    }
}
