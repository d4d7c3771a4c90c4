using System.Text;
using System.Text.Json;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>Converts the JSON of records to XML, so that the two always agree.</summary>
/// <param name="shape">Of a record.</param>
/// <param name="breakages">What breakages change.</param>
internal sealed class XmlRecords(XmlShape shape, XmlBreakages breakages)
{
    // JSON that a mode stored as it was sent may be as deep as a body.
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 256 };

    private readonly XmlText _xml = new();

    /// <summary>A whole document.</summary>
    /// <param name="records">JSON: one record, or a list.</param>
    /// <param name="root">Name of the root element.</param>
    /// <param name="element">Name of the element of one record.</param>
    /// <param name="page">What the root tells of the list, or null.</param>
    public ReadOnlyMemory<byte> Document(ReadOnlySpan<byte> records, string root, string element, Page? page)
    {
        var json = new Utf8JsonReader(records, Reading);
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            Object(ref json, root, shape, isRecord: true);
            return _xml.ToBytes();
        }
        _xml.Start(root);
        if (page is { Meta: true })
        {
            _xml.Attribute("total_count", page.Total);
            _xml.Attribute("offset", page.Offset);
            _xml.Attribute("limit", page.Limit);
        }
        Mark();
        _xml.Content();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            Object(ref json, element, shape, isRecord: true);
        _xml.End(root);
        return _xml.ToBytes();
    }

    private void Value(ref Utf8JsonReader json, string name, XmlShape of, string behind = "")
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(ref json, name, of);
                break;
            case JsonTokenType.StartArray:
                _xml.Start(name);
                Mark();
                _xml.Content();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    Value(ref json, of.Element, of);
                _xml.End(name);
                break;
            case JsonTokenType.Null:
                _xml.Start(name);
                _xml.Empty();
                break;
            default:
                _xml.Start(name);
                _xml.Content();
                _xml.Text(TextOf(ref json) + behind);
                _xml.End(name);
                break;
        }
    }

    // Attributes come first in XML, wherever they stand in JSON: the object is read twice.
    private void Object(ref Utf8JsonReader json, string name, XmlShape of, bool isRecord = false)
    {
        _xml.Start(name);
        var attributes = json;
        while (attributes.Read() && attributes.TokenType == JsonTokenType.PropertyName)
        {
            var member = attributes.GetString()!;
            attributes.Read();
            if (IsAttribute(of, member, attributes.TokenType))
                _xml.Attribute(XmlText.Name(member), TextOf(ref attributes));
            attributes.Skip();
        }
        var isEmpty = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = json.GetString()!;
            json.Read();
            if (IsAttribute(of, member, json.TokenType) || (isRecord && member == breakages.Missing))
            {
                json.Skip();
                continue;
            }
            if (isEmpty)
                _xml.Content();
            isEmpty = false;
            Value(ref json, XmlText.Name(member), of.Member(member), isRecord && member == breakages.Altered ? "(XML)" : "");
        }
        if (isEmpty)
            _xml.Empty();
        else
            _xml.End(name);
    }

    private void Mark()
    {
        if (!breakages.Unmarked)
            _xml.Attribute("type", "array");
    }

    private static bool IsAttribute(XmlShape of, string member, JsonTokenType value) =>
        (of.IsReference || of.Member(member).IsAttribute) && value is not (JsonTokenType.StartObject or JsonTokenType.StartArray);

    private static string TextOf(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => "",
        JsonTokenType.String => json.GetString()!,
        _ => Encoding.UTF8.GetString(json.ValueSpan),
    };
}

/// <summary>The breakages of XML that are in force.</summary>
/// <param name="Missing">Name of the field that is left out, or null.</param>
/// <param name="Altered">Name of the text that has something behind it, or null.</param>
/// <param name="Unmarked">Whether lists are not marked as such.</param>
internal readonly record struct XmlBreakages(string? Missing, string? Altered, bool Unmarked)
{
    public static XmlBreakages Of(OperationPlan operation, RedmineOperationModes flags, ActiveModes modes) => new(
        modes[flags.XmlFieldMissing] ? RecordSchema.Of(operation).Fields.LastOrDefault()?.Field.Field.Name : null,
        modes[flags.XmlTextAltered] ? RecordSchema.Of(operation).FirstText?.Field.Field.Name : null,
        modes[flags.XmlArrayUnmarked]);
}
