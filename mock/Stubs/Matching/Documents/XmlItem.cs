using System.Collections.Immutable;
using System.Xml;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>A node of an XML document as it is compared: without comments, blanks around texts, and texts that are blank.</summary>
/// <param name="Type">Document, element, text, CDATA or processing instruction.</param>
/// <param name="Name">Of an element (local, where namespaces count) or an instruction.</param>
/// <param name="Namespace">Empty where there is none, or where namespaces do not count.</param>
/// <param name="Text">Of a text, or an instruction.</param>
/// <param name="Attributes">By name, in order of their names; what declares a namespace is none.</param>
/// <param name="Children">In order.</param>
internal sealed record XmlItem(
    XmlNodeType Type, string Name, string Namespace, string Text,
    ImmutableSortedDictionary<XmlItemName, string> Attributes, ImmutableArray<XmlItem> Children)
{
    private const string Instances = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>All text in it.</summary>
    public string Content => Type == XmlNodeType.Element ? string.Concat(Children.Select(child => child.Content)) : Text;

    /// <summary>Where the sender says a schema lies: compared for itself, not as an attribute.</summary>
    public string? SchemaLocation => Attributes.GetValueOrDefault(new XmlItemName("schemaLocation", Instances));

    /// <inheritdoc cref="SchemaLocation"/>
    public string? PlainSchemaLocation => Attributes.GetValueOrDefault(new XmlItemName("noNamespaceSchemaLocation", Instances));

    public IEnumerable<KeyValuePair<XmlItemName, string>> Compared =>
        Attributes.Where(attribute => attribute.Key is not { Namespace: Instances, Name: "schemaLocation" or "noNamespaceSchemaLocation" or "type" });

    public static XmlItem Of(XmlNode node, bool withNamespaces) => new(
        node.NodeType,
        withNamespaces ? node.LocalName : node.Name,
        withNamespaces ? node.NamespaceURI : "",
        node is XmlElement or XmlDocument ? "" : (node.Value ?? "").Trim(),
        AttributesOf(node, withNamespaces),
        ChildrenOf(node, withNamespaces));

    private static ImmutableSortedDictionary<XmlItemName, string> AttributesOf(XmlNode node, bool withNamespaces) =>
        node.Attributes is not { Count: > 0 } attributes ? ImmutableSortedDictionary<XmlItemName, string>.Empty : attributes.Cast<XmlAttribute>()
            .Where(attribute => !withNamespaces || attribute.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            .ToImmutableSortedDictionary(
                attribute => withNamespaces ? new XmlItemName(attribute.LocalName, attribute.NamespaceURI) : new XmlItemName(attribute.Name, ""),
                attribute => attribute.Value.Trim());

    private static ImmutableArray<XmlItem> ChildrenOf(XmlNode node, bool withNamespaces)
    {
        var children = ImmutableArray.CreateBuilder<XmlItem>();
        var text = "";
        foreach (XmlNode child in node.ChildNodes)
        {
            if (child is XmlText)
                text += child.Value;
            else if (child is XmlElement or XmlCDataSection or XmlProcessingInstruction)
            {
                children.AddRange(Texts());
                children.Add(Of(child, withNamespaces));
            }
        }
        children.AddRange(Texts());
        return children.ToImmutable();

        // Texts that only a comment parts are one.
        XmlItem[] Texts()
        {
            var whole = text.Trim();
            text = "";
            return whole.Length == 0
                ? []
                : [new XmlItem(XmlNodeType.Text, "#text", "", whole, ImmutableSortedDictionary<XmlItemName, string>.Empty, [])];
        }
    }
}

/// <summary>The name of an attribute.</summary>
internal readonly record struct XmlItemName(string Name, string Namespace) : IComparable<XmlItemName>
{
    public int CompareTo(XmlItemName other) => string.CompareOrdinal(Name, other.Name) is not 0 and var order
        ? order
        : string.CompareOrdinal(Namespace, other.Namespace);
}
