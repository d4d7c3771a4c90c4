using System.Globalization;
using System.Xml;
using System.Xml.XPath;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>An XPath expression, compiled. It can be used from many threads.</summary>
internal sealed class XPath
{
    private const int MostNodes = 100_000;
    private readonly XPathExpression _expression;

    /// <exception cref="XPathException">It is none.</exception>
    public XPath(string expression, IReadOnlyDictionary<string, string>? namespaces)
    {
        _expression = XPathExpression.Compile(expression);
        HasNamespaces = namespaces is not null;
        var known = new XmlNamespaceManager(new NameTable());
        foreach (var (prefix, uri) in namespaces ?? new Dictionary<string, string>())
        {
            if (prefix is not ("xml" or "xmlns"))
                known.AddNamespace(prefix, uri);
        }
        _expression.SetContext(known);
    }

    /// <summary>Whether it wants a document with its namespaces.</summary>
    public bool HasNamespaces { get; }

    /// <summary>The nodes found; of an expression that gives a text, a number or a truth, that alone.</summary>
    /// <exception cref="XPathException">It cannot be followed in this document.</exception>
    public IReadOnlyList<XmlFind> Find(XmlDocument document)
    {
        // A compiled expression keeps where it is: each use has its own.
        var result = document.CreateNavigator()!.Evaluate(_expression.Clone());
        if (result is not XPathNodeIterator nodes)
            return [new XmlFind(null, TextOf(result))];
        var found = new List<XmlFind>();
        while (found.Count < MostNodes && nodes.MoveNext())
            found.Add(new XmlFind(nodes.Current!.UnderlyingObject as XmlNode, nodes.Current.Value));
        return found;
    }

    // Numbers as Java's NumberFormat writes them: 1,234.568.
    private static string TextOf(object result) => result switch
    {
        bool truth => truth ? "true" : "false",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        double number and > -1e15 and < 1e15 => Math.Round((decimal)number, 3).ToString("#,##0.###", CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) ? "NaN" : number.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(result, CultureInfo.InvariantCulture) ?? "",
    };
}

/// <summary>What an XPath found.</summary>
/// <param name="Node">The node, or null where it is a value alone.</param>
/// <param name="Text">All text in it.</param>
internal readonly record struct XmlFind(XmlNode? Node, string Text)
{
    public string Name => Node?.Name ?? "";

    public IEnumerable<KeyValuePair<string, string>> Attributes =>
        Node?.Attributes?.Cast<XmlAttribute>().Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value)) ?? [];

    /// <summary>The text of attributes, texts and values; an element as XML, indented.</summary>
    public override string ToString() => Node is XmlElement or XmlDocument ? XmlDocuments.Write(Node) : Text;
}
