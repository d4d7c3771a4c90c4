using System.Text.RegularExpressions;
using System.Xml.Linq;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>Elements as input, as Rails reads them: members may be attributes or elements, a list must be marked as one.</summary>
internal sealed partial class XmlInput(XmlInputModes flags, ActiveModes modes, ResourcePlan resource)
{
    public BodyValue.Members Record(XElement root)
    {
        var members = new BodyValue.Members { FromXml = true };
        foreach (var attribute in OwnAttributes(root))
            members[NameOf(attribute.Name)] = Text(attribute.Value);
        Elements(root, members, isRecord: true);
        return members;
    }

    /// <summary>A dash counts as an underscore.</summary>
    public static string NameOf(XName name) => name.LocalName.Replace('-', '_');

    // Elements of one name that come several times are a list though no element marks them as one.
    private void Elements(XElement parent, BodyValue.Members members, bool isRecord)
    {
        foreach (var same in parent.Elements().GroupBy(element => NameOf(element.Name)))
        {
            var field = isRecord ? resource.Names.GetValueOrDefault(same.Key)?.Field.Field : null;
            List<BodyValue> values = [.. same.Select(element => Value(element, field))];
            if (isRecord || values.Exists(value => value is not BodyValue.Absent))
                members[same.Key] = values.Count == 1 ? values[0] : new BodyValue.Items(values);
        }
    }

    private BodyValue Value(XElement element, Field? field)
    {
        if (element.Attribute("nil")?.Value is "true" or "1")
            return modes[flags.NilKept] ? new BodyValue.Absent() : modes[flags.NilText] ? Text("nil") : Nil;
        if (element.Attribute("type")?.Value == "array")
            return List(element, field);
        if (element.HasElements)
            return Members(element);
        if (element.Value.Length > 0)
            return Scalar(element);
        return OwnAttributes(element).Any() ? Members(element) : Nil;
    }

    private BodyValue.Items List(XElement element, Field? field)
    {
        var elements = element.Elements().ToList();
        return elements.Count == 1 && modes[flags.OneIgnored]
            ? new BodyValue.Items([])
            : new BodyValue.Items([.. elements.Select(entry => Entry(entry, field))]);
    }

    private BodyValue Entry(XElement element, Field? field) =>
        field?.Type == FieldType.Entries && (element.HasElements || OwnAttributes(element).Any())
            ? Members(element, modes[flags.AttributesIgnored], modes[flags.ElementsIgnored]) : Value(element, null);

    private BodyValue.Members Members(XElement element, bool attributesIgnored = false, bool elementsIgnored = false)
    {
        var members = new BodyValue.Members { FromXml = true };
        foreach (var attribute in attributesIgnored ? [] : OwnAttributes(element))
            members[NameOf(attribute.Name)] = Text(attribute.Value);
        if (!elementsIgnored)
            Elements(element, members, isRecord: false);
        return members;
    }

    // An element may name the type of its text; without one it is text, which any field may read.
    private BodyValue.Scalar Scalar(XElement element) => (element.Attribute("type")?.Value, element.Value.Trim()) switch
    {
        ("integer" or "decimal" or "float", var number) when Number().IsMatch(number) => new BodyValue.Scalar(number, BodyValueKind.Number),
        ("boolean", var flag) => new BodyValue.Scalar(flag is "true" or "1" ? "true" : "false", BodyValueKind.Flag),
        _ => Text(element.Value),
    };

    private BodyValue.Scalar Text(string text) =>
        new(modes[flags.DoubleEscaped] ? text.Replace("&", "&amp;", StringComparison.Ordinal) : text, BodyValueKind.Text);

    private static BodyValue.Scalar Nil => new("null", BodyValueKind.Null);

    // Attributes for the parser or for Rails are no members.
    private static IEnumerable<XAttribute> OwnAttributes(XElement element) =>
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.LocalName is not ("type" or "nil"));

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$")]
    private static partial Regex Number();
}
