using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Http;

/// <summary>An input in XML: a root element, one element for each field, lists marked and with the declared element names.</summary>
internal static class XmlBody
{
    // What XML cannot hold is written all the same: a check may want to see what a server makes of it.
    private static readonly XmlWriterSettings Settings = new() { CheckCharacters = false, OmitXmlDeclaration = true };

    /// <param name="resource">The resource that the input is of.</param>
    /// <param name="input">By the names that requests use.</param>
    public static string Write(Resource resource, JsonObject input)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        using (var writer = XmlWriter.Create(text, Settings))
        {
            writer.WriteStartElement(resource.One ?? XmlConvert.EncodeLocalName(resource.Name));
            foreach (var (name, value) in input)
                Element(writer, XmlConvert.EncodeLocalName(name), value, resource.Fields.FirstOrDefault(field => field.InputName == name));
            writer.WriteEndElement();
        }
        return text.ToString();
    }

    private static void Element(XmlWriter writer, string name, JsonNode? value, Field? field)
    {
        writer.WriteStartElement(name);
        switch (value)
        {
            case null:
                writer.WriteAttributeString("nil", "true");
                break;
            case JsonArray list:
                writer.WriteAttributeString("type", "array");
                foreach (var element in list)
                    Element(writer, field?.Element ?? name, element, field);
                break;
            case JsonObject members:
                Members(writer, members, field);
                break;
            default:
                writer.WriteString(Text(value));
                break;
        }
        writer.WriteEndElement();
    }

    // Attributes come first: XML wants them before any child.
    private static void Members(XmlWriter writer, JsonObject members, Field? field)
    {
        foreach (var (name, value) in members.Where(member => IsAttribute(field, member.Key) && member.Value is JsonValue))
            writer.WriteAttributeString(XmlConvert.EncodeLocalName(name), Text(value!));
        foreach (var (name, value) in members.Where(member => !IsAttribute(field, member.Key) || member.Value is not JsonValue))
            Element(writer, XmlConvert.EncodeLocalName(name), value, null);
    }

    private static bool IsAttribute(Field? field, string name) =>
        field?.Members.Any(member => member.Name == name && member.IsAttribute) == true;

    private static string Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => JsonText.Write(value),
    };
}
