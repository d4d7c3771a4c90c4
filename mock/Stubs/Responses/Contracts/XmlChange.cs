using System.Collections;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;

namespace PlanisoContract.Mock.Stubs.Responses.Contracts;

/// <summary>Changes an XML answer.</summary>
internal static class XmlChange
{
    /// <summary>The changed body, or null where it is no XML; the paths that met nothing are added.</summary>
    public static byte[]? Of(ReadOnlyMemory<byte> body, Changes changes, List<string> unmet)
    {
        if (Read(body) is not { } document)
            return null;
        foreach (var change in changes.All.Where(change => change.Xml is not null))
        {
            var met = ((IEnumerable)document.XPathEvaluate(change.Path)).Cast<XObject>().ToList();
            if (met.Count == 0)
                unmet.Add(change.Path);
            foreach (var spot in met)
                Apply(change, spot);
        }
        // JSON's word; XML has no members to lay over.
        if (changes.Merge is not null)
            unmet.Add("merge");
        return Write(document);
    }

    private static void Apply(Change change, XObject met)
    {
        switch (met)
        {
            case XAttribute attribute when change.IsRemoval:
                attribute.Remove();
                break;
            case XAttribute attribute:
                attribute.Value = Text(change.Value);
                break;
            // A document has one root, which stays.
            case XElement { Parent: null } root when change.IsRemoval:
                root.RemoveNodes();
                break;
            case XNode node when change.IsRemoval:
                node.Remove();
                break;
            case XElement element:
                element.Value = Text(change.Value);
                break;
            case XText text:
                text.Value = Text(change.Value);
                break;
        }
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue(out string? given) => new string([.. given.Where(XmlConvert.IsXmlChar)]),
        _ => value.ToJsonString(),
    };

    private static XDocument? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static byte[] Write(XDocument document)
    {
        using var written = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = document.Declaration is null,
        };
        using (var writer = XmlWriter.Create(written, settings))
            document.Save(writer);
        return written.ToArray();
    }
}
