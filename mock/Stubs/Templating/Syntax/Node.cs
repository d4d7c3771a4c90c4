using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Templating.Syntax;

/// <summary>A part of a template, in the order of its text.</summary>
internal abstract record Node;

/// <summary>Text that is written as it stands.</summary>
internal sealed record TextNode(string Text) : Node;

/// <summary><c>{{expression}}</c>: written without escaping, as WireMock does.</summary>
internal sealed record OutputNode(Expression Expression) : Node;

/// <summary><c>{{#name …}}body{{else}}otherwise{{/name}}</c>.</summary>
/// <param name="Call">What the block's tag calls.</param>
/// <param name="Body">Between the tags.</param>
/// <param name="Otherwise">After <c>{{else}}</c>; for an inverted section the only one.</param>
/// <param name="Names">Block parameters: <c>as |value key|</c>.</param>
internal sealed record BlockNode(
    CallExpression Call, ImmutableArray<Node> Body, ImmutableArray<Node> Otherwise, ImmutableArray<string> Names) : Node;

/// <summary><c>{{> name}}</c>, where no partial has that name.</summary>
internal sealed record MissingPartialNode(string Name, Position At) : Node;

/// <summary>A value: written, or given to a helper.</summary>
internal abstract record Expression;

/// <summary>A text, a number, true, false or null that stands in the template.</summary>
internal sealed record LiteralExpression(object? Value) : Expression;

/// <summary>A path into what the template sees.</summary>
internal sealed record PathExpression(TemplatePath Path) : Expression;

/// <summary>A helper with what it is given; <see cref="Name"/> is <see cref="Section"/> for a block that is no helper's.</summary>
internal sealed record CallExpression(
    string Name, Position At, ImmutableArray<Expression> Arguments, ImmutableArray<KeyValuePair<string, Expression>> Options) : Expression
{
    /// <summary>Mustache's section: no helper can have this name.</summary>
    public const string Section = "#";
}

/// <summary>A place in a template: line from 1, column from 0, as Handlebars.java counts.</summary>
internal readonly record struct Position(int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column}";
}
