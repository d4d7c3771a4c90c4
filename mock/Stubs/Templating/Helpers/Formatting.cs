using System.Xml;
using PlanisoContract.Mock.Stubs.Paths;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's <c>formatJson</c> and <c>formatXml</c>: a text or a block, in lines or in one.</summary>
internal static class Formatting
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["formatJson"] = call => Formatted(call, "formatJson", "JSON", Json),
        ["formatXml"] = call => Formatted(call, "formatXml", "XML", Xml),
    };

    private static string Formatted(Call call, string name, string kind, Func<string, bool, string> write)
    {
        var text = call.IsBlock ? call.Body().Trim() : call.Subject is string subject ? subject.Trim() : "";
        if (text.Length == 0)
            return HelperTable.Error($"{name} should take a block of {kind} to format or a single parameter of type String");
        return call.Option("format") switch
        {
            null or "pretty" => write(text, true),
            "compact" => write(text, false),
            string other => HelperTable.Error($"{name}: format [{other}] should be one of [pretty, compact]"),
            var other => HelperTable.Error(
                $"{name}: format [{ValueText.Of(other)}] of type [{ValueText.ClassOf(other)} should be a Format or a String and one of [pretty, compact]]"),
        };
    }

    private static string Json(string text, bool isPretty)
    {
        if (!JsonReading.TryRead(text, out var value))
            throw new HelperFault("com.github.tomakehurst.wiremock.common.JsonException", $"expected JSON, found {(text.Length <= 60 ? text : text[..60] + "…")}");
        return isPretty ? JsonWriting.Pretty(value, keepsNulls: true) : JsonWriting.Compact(value);
    }

    private static string Xml(string text, bool isPretty)
    {
        if (XPaths.Document(text, withNamespaces: true) is not { DocumentElement: { } root })
            return HelperTable.Error("Input is not valid XML");
        if (isPretty)
            return XmlDocuments.Write(root);
        Tighten(root);
        return root.OuterXml.Replace(" />", "/>", StringComparison.Ordinal);
    }

    private static void Tighten(XmlNode node)
    {
        foreach (var child in node.ChildNodes.Cast<XmlNode>().ToList())
        {
            if (child is XmlText or XmlWhitespace or XmlSignificantWhitespace && string.IsNullOrWhiteSpace(child.Value))
                node.RemoveChild(child);
            else
                Tighten(child);
        }
    }
}
