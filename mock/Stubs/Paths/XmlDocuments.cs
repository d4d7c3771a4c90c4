using System.Text;
using System.Xml;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>XML as text, read and written. No document type is looked into, so no entity is ever expanded or fetched.</summary>
internal static class XmlDocuments
{
    /// <summary>How deep elements may be nested.</summary>
    public const int MaxDepth = 400;

    /// <summary>A document, or null where the text is none.</summary>
    /// <param name="text">XML.</param>
    /// <param name="withNamespaces">Whether prefixes and <c>xmlns</c> mean something; else elements without a prefix are in no namespace,
    /// attributes lose their prefix, and nobody needs to declare one.</param>
    /// <param name="withComments">Whether comments are kept.</param>
    public static XmlDocument? Read(string text, bool withNamespaces, bool withComments = true)
    {
        try
        {
            using var reader = new XmlTextReader(new StringReader(text.TrimStart()))
            {
                DtdProcessing = DtdProcessing.Ignore,
                XmlResolver = null,
                Namespaces = withNamespaces,
                WhitespaceHandling = WhitespaceHandling.All,
            };
            return Read(reader, withNamespaces, withComments);
        }
        // The reader has other exceptions than its own for entities and characters.
        catch (Exception wrong) when (wrong is XmlException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An element as XML: two blanks a level, no declaration, a line's end behind it.</summary>
    public static string Write(XmlNode node)
    {
        var text = new StringBuilder();
        Write(node is XmlDocument document ? document.DocumentElement! : node, text, 0);
        return text.ToString();
    }

    private static XmlDocument Read(XmlTextReader reader, bool withNamespaces, bool withComments)
    {
        var document = new XmlDocument { XmlResolver = null, PreserveWhitespace = true };
        XmlNode here = document;
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                throw new XmlException("The document is nested too deeply.");
            if (reader.NodeType == XmlNodeType.EndElement)
                here = here.ParentNode!;
            else if (reader.NodeType == XmlNodeType.Element)
                here = Open(reader, document, here, withNamespaces);
            else if (Leaf(reader, document) is { } leaf && (withComments || leaf is not XmlComment) && (here != document || leaf is not XmlCharacterData or XmlComment))
                here.AppendChild(leaf);
        }
        return document;
    }

    private static XmlNode Open(XmlTextReader reader, XmlDocument document, XmlNode parent, bool withNamespaces)
    {
        var isEmpty = reader.IsEmptyElement;
        var element = withNamespaces
            ? document.CreateElement(reader.Prefix, reader.LocalName, reader.NamespaceURI)
            : Named(reader.Name, (prefix, local) => document.CreateElement(prefix, local, prefix));
        parent.AppendChild(element);
        while (reader.MoveToNextAttribute())
        {
            var attribute = withNamespaces
                ? document.CreateAttribute(reader.Prefix, reader.LocalName, reader.NamespaceURI)
                : Named(reader.Name, (prefix, local) => Plain(document, prefix, local));
            attribute.Value = reader.Value;
            element.Attributes.Append(attribute);
        }
        return isEmpty ? parent : element;
    }

    // What declares a namespace is shown, but is no attribute for XPath.
    private static XmlAttribute Plain(XmlDocument document, string prefix, string local) => (prefix, local) switch
    {
        ("xmlns", _) or ("", "xmlns") => document.CreateAttribute(prefix, local, "http://www.w3.org/2000/xmlns/"),
        _ => document.CreateAttribute(local),
    };

    private static T Named<T>(string name, Func<string, string, T> make) =>
        name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < name.Length - 1
            ? make(name[..colon], name[(colon + 1)..])
            : make("", name);

    private static XmlNode? Leaf(XmlTextReader reader, XmlDocument document) => reader.NodeType switch
    {
        XmlNodeType.Text => document.CreateTextNode(reader.Value),
        XmlNodeType.CDATA => document.CreateCDataSection(reader.Value),
        XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace => document.CreateTextNode(reader.Value),
        XmlNodeType.Comment => document.CreateComment(reader.Value),
        XmlNodeType.ProcessingInstruction => document.CreateProcessingInstruction(reader.Name, reader.Value),
        XmlNodeType.EntityReference => throw new XmlException($"&{reader.Name}; is not known here."),
        _ => null,
    };

    private static void Write(XmlNode node, StringBuilder text, int depth)
    {
        text.Append(' ', 2 * depth);
        var children = node is XmlElement
            ? node.ChildNodes.Cast<XmlNode>().Where(child => child is not XmlText || child.Value!.Trim().Length > 0).ToList()
            : [];
        if (node is not XmlElement element)
        {
            text.Append(node is XmlText ? node.OuterXml.Trim() : node.OuterXml).Append('\n');
            return;
        }
        text.Append('<').Append(element.Name);
        foreach (XmlAttribute attribute in element.Attributes)
            text.Append(' ').Append(attribute.OuterXml);
        if (!element.HasChildNodes)
        {
            text.Append("/>\n");
            return;
        }
        text.Append('>');
        if (children.TrueForAll(child => child is XmlCharacterData and not XmlComment))
        {
            text.Append(element.InnerXml);
        }
        else
        {
            text.Append('\n');
            foreach (var child in children)
                Write(child, text, depth + 1);
            text.Append(' ', 2 * depth);
        }
        text.Append("</").Append(element.Name).Append(">\n");
    }
}
