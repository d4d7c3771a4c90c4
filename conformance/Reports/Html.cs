using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports;

/// <summary>HTML by way of XML's own writer, which escapes whatever a server may answer.</summary>
internal static class Html
{
    /// <summary>An element with a class. Always with an end tag: HTML knows no <c>&lt;div/&gt;</c>.</summary>
    public static XElement Element(string name, string kind, params object?[] content) =>
        new(name, new XAttribute("class", kind), "", content);

    public static string Text(string text) => XmlText.Of(text);
}
