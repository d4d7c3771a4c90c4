using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace PlanisoContract.Tests.SensibleServers.Redmine;

/// <summary>What Rails makes of XML (Hash.from_xml), and the XML that Redmine's builder writes.</summary>
internal static class RedmineXml
{
    /// <exception cref="XmlException">It is not well-formed, or has a document type.</exception>
    public static JsonObject Read(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = XDocument.Load(reader).Root!;
        return new JsonObject { [root.Name.LocalName] = Value(root) };
    }

    /// <summary>One record or a list with its counts.</summary>
    public static string Write(string root, JsonNode value, IEnumerable<KeyValuePair<string, int>> counts, bool marked)
    {
        var element = Element(root, value, marked);
        element.Add(counts.Select(count => new XAttribute(count.Key, count.Value)));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + element.ToString(SaveOptions.DisableFormatting);
    }

    private static JsonNode? Value(XElement element)
    {
        if ((string?)element.Attribute("nil") == "true")
            return null;
        if ((string?)element.Attribute("type") == "array")
            return new JsonArray([.. element.Elements().Select(Value)]);
        if (element.HasElements || element.Attributes().Any(attribute => attribute.Name.LocalName is not ("type" or "nil")))
        {
            var members = new JsonObject();
            foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
                members[attribute.Name.LocalName] = attribute.Value;
            foreach (var child in element.Elements())
                members[child.Name.LocalName] = Value(child);
            return members;
        }
        return element.IsEmpty || element.Value.Length == 0 ? null : element.Value;
    }

    private static XElement Element(string name, JsonNode? value, bool marked) => value switch
    {
        JsonArray list => new XElement(name, marked ? new XAttribute("type", "array") : null, list.Select(item => Item(Singular(name), item, marked))),
        JsonObject members => new XElement(name, members.Select(member => Element(member.Key, member.Value, marked))),
        null => new XElement(name),
        _ => new XElement(name, value.ToString()),
    };

    // api.phone :kind => …, :value => …
    private static XElement Item(string name, JsonNode? item, bool marked) => name == "phone" && item is JsonObject members
        ? new XElement(name, members.Where(member => member.Value is not null).Select(member => new XAttribute(member.Key, member.Value!.ToString())))
        : Element(name, item, marked);

    private static string Singular(string name) => name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y" : name[..^1];
}
