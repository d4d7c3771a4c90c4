using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>XML as input. A document type is refused unless a mode says otherwise; nothing is ever fetched.</summary>
internal sealed partial class XmlBody(XmlInputModes flags)
{
    private const int MaxDepth = 64;
    private const int MaxExpanded = 10_000;

    /// <summary>What the document says, with the root element as the one member; or null with the reason why it cannot be read.</summary>
    public BodyValue.Members? Read(ReadOnlyMemory<byte> body, ResourcePlan resource, ActiveModes modes, out string problem)
    {
        problem = "";
        try
        {
            if (modes[flags.EntitiesUnexpanded])
                body = WithoutDocumentType(body);
            var settings = new XmlReaderSettings
            {
                DtdProcessing = modes[flags.EntitiesExpanded] ? DtdProcessing.Parse : DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersFromEntities = MaxExpanded,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            };
            if (IsTooDeep(body, settings))
            {
                problem = $"The body is nested more than {MaxDepth} deep.";
                return null;
            }
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), settings);
            var root = XDocument.Load(reader).Root!;
            if (root.DescendantsAndSelf().Any(element => element.Attribute("type")?.Value is "yaml" or "symbol"))
            {
                problem = "The types yaml and symbol are not allowed.";
                return null;
            }
            return new BodyValue.Members { [XmlInput.NameOf(root.Name)] = new XmlInput(flags, modes, resource).Record(root) };
        }
        // An encoding can make the reader throw other exceptions than its own.
        catch (Exception wrong) when (wrong is XmlException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            problem = "The body is no well-formed XML without a document type.";
            return null;
        }
    }

    private static bool IsTooDeep(ReadOnlyMemory<byte> body, XmlReaderSettings settings)
    {
        using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                return true;
        }
        return false;
    }

    // A document type is taken away, and with it whatever its entities stand for.
    private static ReadOnlyMemory<byte> WithoutDocumentType(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        var type = DocumentType().Match(text);
        return type.Success ? Encoding.UTF8.GetBytes(Entity().Replace(text.Remove(type.Index, type.Length), "")) : body;
    }

    [GeneratedRegex(@"<!DOCTYPE[^\[>]*(\[[^\]]*\]\s*)?>", RegexOptions.NonBacktracking)]
    private static partial Regex DocumentType();

    // Except those that XML defines.
    [GeneratedRegex("&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_][A-Za-z0-9_.-]{0,100};")]
    private static partial Regex Entity();
}
