using System.Collections;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;

namespace PlanisoContract.Mock.Overrides;

/// <summary>Changes an XML body where paths lead to. The text around those places is not written anew.</summary>
internal static class XmlEdit
{
    /// <summary>Why a path can lead nowhere in any document, or null.</summary>
    public static string? Problem(string path)
    {
        try
        {
            return Find(new XDocument(new XElement("root")), path) is null ? "It leads to a value, not to elements, attributes or texts." : null;
        }
        catch (XPathException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>Why a value cannot stand in XML, or null.</summary>
    public static string? Problem(JsonElement value)
    {
        try
        {
            XmlConvert.VerifyXmlChars(Text(value));
            return null;
        }
        catch (XmlException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>The changed body; null where the path meets nothing, or the body is no XML.</summary>
    public static byte[]? Apply(ReadOnlyMemory<byte> body, PathEdit edit)
    {
        if (LocatedXml.Read(body) is not { } document)
            return null;
        var met = Find(document.Document, edit.Path) ?? [];
        var replacements = met.Select(place => edit.Value is { } value ? Set(document, place, Text(value)) : Remove(document, place))
            .OfType<Replacement<char>>().ToList();
        return replacements.Count == 0 ? null : document.With(replacements);
    }

    private static List<XObject>? Find(XDocument document, string path) =>
        document.XPathEvaluate(path) is IEnumerable met and not string ? [.. met.OfType<XObject>()] : null;

    private static Replacement<char>? Set(LocatedXml document, XObject place, string value) => place switch
    {
        XElement element => document.Content(element, new XText(value).ToString()),
        XAttribute attribute => new(document.ValueOf(attribute).Start, document.ValueOf(attribute).End, [.. Quoted(value)]),
        XText { Parent: { HasElements: false } element } => document.Content(element, new XText(value).ToString()),
        _ => null,
    };

    private static Replacement<char>? Remove(LocatedXml document, XObject place) => place switch
    {
        // A document has one root, which stays.
        XElement { Parent: not null } element => Replacement<char>.None(document.Outside(element).Start, document.Outside(element).End),
        XAttribute attribute => Replacement<char>.None(document.Whole(attribute).Start, document.Whole(attribute).End),
        XText { Parent: { HasElements: false } element } => document.Content(element, ""),
        _ => null,
    };

    // For either kind of quotes.
    private static string Quoted(string value)
    {
        var written = new XAttribute("a", value).ToString();
        return written[3..^1].Replace("'", "&apos;", StringComparison.Ordinal);
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
