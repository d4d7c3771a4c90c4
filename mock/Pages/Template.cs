using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Pages;

/// <summary>
/// A small part of Handlebars: <c>{{name}}</c>, HTML-encoded; <c>{{#each name}}…{{/each}}</c>; <c>{{#if name}}…{{/if}}</c>.
/// Names are looked up in the innermost element first.
/// </summary>
internal sealed partial class Template
{
    private readonly Block _root;

    public Template(string text)
    {
        var open = new Stack<Block>([new Block("", "", [])]);
        var at = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            open.Peek().Parts.Add(new Literal(text[at..tag.Index]));
            at = tag.Index + tag.Length;
            var (kind, name) = (tag.Groups["kind"].Value, tag.Groups["name"].Value);
            if (kind.StartsWith('/'))
            {
                open.Pop();
                continue;
            }
            Part part = kind.Length == 0 ? new Value(name) : new Block(kind, name, []);
            open.Peek().Parts.Add(part);
            if (part is Block block)
                open.Push(block);
        }
        _root = open.Single();
        _root.Parts.Add(new Literal(text[at..]));
    }

    public string Render(JsonObject model)
    {
        var page = new StringBuilder();
        Render(page, _root, new Scope(model, null));
        return page.ToString();
    }

    private static void Render(StringBuilder page, Block block, Scope scope)
    {
        foreach (var part in block.Parts)
        {
            switch (part)
            {
                case Literal literal:
                    page.Append(literal.Text);
                    break;
                case Value value:
                    page.Append(HtmlEncoder.Default.Encode(scope.Find(value.Name)?.ToString() ?? ""));
                    break;
                case Block { Kind: "#each" } each:
                    foreach (var element in scope.Find(each.Name) as JsonArray ?? [])
                        Render(page, each, new Scope((JsonObject)element!, scope));
                    break;
                case Block condition when scope.Find(condition.Name) is JsonValue value && value.GetValue<bool>():
                    Render(page, condition, scope);
                    break;
            }
        }
    }

    [GeneratedRegex(@"\{\{(?<kind>#each|#if|/each|/if|)\s*(?<name>\w*)\}\}")]
    private static partial Regex Tag();

    private abstract record Part;

    private sealed record Literal(string Text) : Part;

    private sealed record Value(string Name) : Part;

    private sealed record Block(string Kind, string Name, List<Part> Parts) : Part;

    private sealed record Scope(JsonObject Model, Scope? Outer)
    {
        public JsonNode? Find(string name) => Model.TryGetPropertyValue(name, out var value) ? value : Outer?.Find(name);
    }
}
