using System.Text.Json.Nodes;
using System.Xml.Linq;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Bodies in XML that a check writes by itself, to try one thing about them.</summary>
internal static class XmlDocumentText
{
    public const string Format = "xml";

    private const string Type = "application/xml";

    /// <summary>A record's document.</summary>
    /// <param name="resource">Names the root element.</param>
    /// <param name="content">What stands in it, as it is.</param>
    /// <param name="documentType">What stands before it, as it is.</param>
    public static string Document(Resource resource, string content, string documentType = "") =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{documentType}<{Root(resource)}>{content}</{Root(resource)}>";

    public static string Root(Resource resource) => resource.One ?? throw new PreconditionException($"{resource} has no root element");

    /// <summary>The fields that a create must send, and those for any text: elements that no check is about.</summary>
    public static string Ordinary(Resource resource, JsonObject input, params IReadOnlyCollection<Field> but) => string.Concat(
        resource.Fields.Except(but).Where(field => field.IsPlain && (field.Required || (field.Type == FieldType.Text && !field.IsClosed)))
            .Where(field => input[field.Name] is not null)
            .Select(field => Element(field.InputName, input[field.Name])));

    public static string Element(string name, JsonNode? value) => new XElement(name, Session.TextOf(value)).ToString(SaveOptions.DisableFormatting);

    /// <summary>A list of elements, marked as one or not.</summary>
    public static string List(Field field, IEnumerable<string> elements, bool marked = true) =>
        $"<{field.InputName}{(marked ? " type=\"array\"" : "")}>{string.Concat(elements)}</{field.InputName}>";

    /// <summary>An element of a list as the contract writes it, or with its members all as attributes or all as elements.</summary>
    public static string Item(Field field, JsonNode? value, bool? attributes = null)
    {
        var element = new XElement(field.Element);
        if (value is not JsonObject entry)
            element.Value = Session.TextOf(value) ?? "";
        foreach (var member in field.Members.Where(member => value is JsonObject fields && fields.ContainsKey(member.Name)))
        {
            var text = Session.TextOf(value![member.Name]) ?? "";
            element.Add(attributes ?? member.IsAttribute ? new XAttribute(member.InputName, text) : new XElement(member.InputName, text));
        }
        return element.ToString(SaveOptions.DisableFormatting);
    }

    public static Task<Answer> CreateFrom(this Session session, Resource resource, string document) => session.Create(resource, [], How(document));

    public static Task<Answer> UpdateFrom(this Session session, Made made, string document) =>
        session.Update(made.Resource, made.Identity, [], How(document));

    private static Sending How(string document) => new() { Format = Format, RawBody = document, RawContentType = Type };
}
