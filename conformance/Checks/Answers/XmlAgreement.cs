using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Whether an element in XML says what a value in JSON says, and whether its lists are marked. It looks at the element itself, not at what
/// a reader makes of it.</summary>
internal static class XmlAgreement
{
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The root element of a text in XML; null where it is none.</summary>
    public static XElement? Read(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), Safe);
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Whether the element says that it is a list.</summary>
    public static bool IsMarked(this XElement element) => element.Attribute("type")?.Value == "array";

    /// <summary>The first difference, with its place, or null.</summary>
    public static string? Difference(JsonNode? json, XElement xml, string path) => json switch
    {
        JsonArray list => OfList(list, xml, path),
        JsonObject members => OfMembers(members, xml, path),
        _ => OfValue(json, xml.HasElements ? null : xml.Value, path),
    };

    /// <summary>The first list that has no mark, with its place, or null.</summary>
    public static string? Unmarked(JsonNode? json, XElement xml, string path) => json switch
    {
        JsonArray when !xml.IsMarked() => $"{path} is a list in JSON, and has no type=\"array\" in XML",
        JsonArray list => First(list.Zip(xml.Elements(), (value, element) => Unmarked(value, element, path))),
        JsonObject members => First(xml.Elements().Select(element => Unmarked(members[element.Name.LocalName], element, $"{path}.{element.Name.LocalName}"))),
        _ => null,
    };

    private static string? OfList(JsonArray list, XElement xml, string path)
    {
        var elements = xml.Elements().ToArray();
        return elements.Length != list.Count
            ? $"{path} has {list.Count} elements in JSON, {elements.Length} in XML"
            : First(list.Select((value, at) => Difference(value, elements[at], $"{path}[{at}]")));
    }

    private static string? OfMembers(JsonObject members, XElement xml, string path)
    {
        var attributes = xml.Attributes().Where(attribute => attribute.Name.LocalName is not ("type" or "nil") && !attribute.IsNamespaceDeclaration)
            .ToLookup(attribute => attribute.Name.LocalName, attribute => attribute.Value);
        var elements = xml.Elements().ToLookup(element => element.Name.LocalName);
        foreach (var (name, value) in members)
        {
            var difference = (attributes[name].ToArray(), elements[name].ToArray()) switch
            {
                ([var text], []) => OfValue(value, text, $"{path}.{name}"),
                ([], [var element]) => Difference(value, element, $"{path}.{name}"),
                ([], []) => $"{path}.{name} is {Describe.Value(value)} in JSON, and is not there in XML",
                _ => $"{path}.{name} is there several times in XML",
            };
            if (difference is not null)
                return difference;
        }
        var extra = attributes.Select(group => group.Key).Concat(elements.Select(group => group.Key)).FirstOrDefault(name => !members.ContainsKey(name));
        return extra is null ? null : $"{path}.{extra} is there in XML, and not in JSON";
    }

    private static string? OfValue(JsonNode? json, string? text, string path) =>
        text is not null && (json is JsonValue or null) && (Session.TextOf(json) ?? "") == text
            ? null
            : $"{path} is {Describe.Value(json)} in JSON, {(text is null ? "an element with others in it" : Describe.Value(text))} in XML";

    private static string? First(IEnumerable<string?> found) => found.FirstOrDefault(one => one is not null);
}
