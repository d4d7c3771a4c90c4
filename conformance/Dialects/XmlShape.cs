using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>
/// What an XML answer says, in the shape of the JSON that says the same: scalars as texts, elements with type="array" as
/// lists, attributes and child elements as members. The attributes of a list that is the root stand beside it.
/// </summary>
internal static class XmlShape
{
    // No record of a contract goes that deep, and a hostile body could go deeper than a stack.
    private const int Deepest = 64;

    // The root of a failure that never reached an operation: its members stand alone in JSON.
    private const string Unnamed = "hash";

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
        MaxCharactersInDocument = 64_000_000,
    };

    /// <summary>The body as an object with the root element as its member; null where it is no XML.</summary>
    public static JsonObject? Read(string text)
    {
        if (!text.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("<"))
            return null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), Safe);
            var root = XDocument.Load(reader).Root!;
            var value = Value(root, 0);
            if (root.Name.LocalName == Unnamed && value is JsonObject members)
                return members;
            var shape = new JsonObject { [root.Name.LocalName] = value };
            if (value is JsonArray)
                AddAttributes(shape, root);
            return shape;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static JsonNode? Value(XElement element, int depth)
    {
        if (depth > Deepest || Mark(element, "nil") == "true")
            return null;
        if (Mark(element, "type") == "array")
            return new JsonArray([.. element.Elements().Select(child => Value(child, depth + 1))]);
        if (!element.HasElements && !element.Attributes().Any(IsMember))
            return element.IsEmpty ? null : JsonValue.Create(element.Value);

        var members = new JsonObject();
        AddAttributes(members, element);
        foreach (var child in element.Elements())
            Add(members, child.Name.LocalName, Value(child, depth + 1));
        return members;
    }

    private static void AddAttributes(JsonObject members, XElement element)
    {
        foreach (var attribute in element.Attributes().Where(IsMember))
            members.TryAdd(attribute.Name.LocalName, JsonValue.Create(attribute.Value));
    }

    // An element that stands there twice is a list that nobody marked: kept, so that it can be seen.
    private static void Add(JsonObject members, string name, JsonNode? value)
    {
        if (members.TryAdd(name, value))
            return;
        if (members[name] is JsonArray several)
            several.Add(value);
        else
            members[name] = new JsonArray(members[name]?.DeepClone(), value);
    }

    private static bool IsMember(XAttribute attribute) =>
        !attribute.IsNamespaceDeclaration && attribute.Name.LocalName is not ("type" or "nil");

    private static string? Mark(XElement element, string name) => element.Attribute(name)?.Value;
}
