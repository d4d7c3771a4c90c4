using System.Collections;
using System.Xml;
using System.Xml.XPath;
using PlanisoContract.Mock.Stubs.Paths;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's <c>xPath</c> and <c>soapXPath</c>.</summary>
internal static class XmlHelpers
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["xPath"] = call => Found(call, ""),
        ["soapXPath"] = call => Found(call, "/Envelope/Body/"),
    };

    private static object? Found(Call call, string prefix)
    {
        if (call.Subject is not { } subject)
            return HelperTable.Error("null is not valid XML");
        if (call.Count == 0 || call[0] is null)
            return HelperTable.Error("The XPath expression cannot be empty");
        var expression = call.Text(0)!;
        if (XPaths.Document(ValueText.Of(subject), withNamespaces: false) is not { } document)
            return HelperTable.Error($"{ValueText.Of(subject)} is not valid XML");
        if (XPaths.Compile(prefix + expression, null, out _) is not { } path)
            return HelperTable.Error($"{expression} is not a valid XPath expression");
        try
        {
            var originals = new Dictionary<XmlNode, XmlNode>();
            var found = path.Find(WithoutPrefixes(document, originals));
            call.Run.Step(found.Count);
            return found.Count == 0 ? "" : new OneOrMany(found.Select(find => (object)new XmlValue(Original(find, originals))));
        }
        catch (XPathException)
        {
            return HelperTable.Error($"{expression} is not a valid XPath expression");
        }
    }

    private static XmlFind Original(XmlFind find, Dictionary<XmlNode, XmlNode> originals) =>
        find.Node is { } node && originals.TryGetValue(node, out var original) ? find with { Node = original } : find;

    /// <summary>In templates a path names elements without their prefixes, whatever these stand for.</summary>
    private static XmlDocument WithoutPrefixes(XmlDocument document, Dictionary<XmlNode, XmlNode> originals)
    {
        var copy = new XmlDocument { XmlResolver = null, PreserveWhitespace = true };
        Copy(document, copy, copy, originals);
        return copy;
    }

    private static void Copy(XmlNode from, XmlNode to, XmlDocument copy, Dictionary<XmlNode, XmlNode> originals)
    {
        foreach (XmlNode child in from.ChildNodes)
        {
            var copied = child is XmlElement element ? copy.CreateElement(element.LocalName) : copy.ImportNode(child, deep: false);
            to.AppendChild(copied);
            originals[copied] = child;
            foreach (XmlAttribute attribute in (child as XmlElement)?.Attributes ?? (IEnumerable)Array.Empty<XmlAttribute>())
                ((XmlElement)copied).SetAttribute(attribute.LocalName, attribute.Value);
            Copy(child, copied, copy, originals);
        }
    }

    /// <summary>A node that was found.</summary>
    private sealed class XmlValue(XmlFind find) : IHasText, IHasMembers, IHasJson
    {
        public string Text => find.ToString();

        public object Json => Text;

        public bool TryGet(string name, out object? value)
        {
            value = name switch
            {
                "text" => find.Text,
                "name" => find.Name,
                "attributes" => Attributes(),
                _ => null,
            };
            return value is not null;
        }

        private TemplateMap Attributes()
        {
            var map = new TemplateMap();
            foreach (var (name, value) in find.Attributes)
                map[name] = value;
            return map;
        }
    }
}
