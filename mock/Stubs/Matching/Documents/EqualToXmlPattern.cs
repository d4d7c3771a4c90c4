using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary><c>equalToXml</c> (wiremock.org, "Request Matching", "XML equality").</summary>
internal sealed class EqualToXmlPattern : ValuePattern
{
    // Those that decide; the others of XMLUnit (prefixes, order, encoding …) never do.
    private static readonly ImmutableArray<string> Counted =
    [
        "ATTR_NAME_LOOKUP", "ATTR_VALUE", "CHILD_LOOKUP", "CHILD_NODELIST_LENGTH", "ELEMENT_NUM_ATTRIBUTES", "ELEMENT_TAG_NAME", "NAMESPACE_URI", "NODE_TYPE",
        "NO_NAMESPACE_SCHEMA_LOCATION", "PROCESSING_INSTRUCTION_DATA", "PROCESSING_INSTRUCTION_TARGET", "SCHEMA_LOCATION", "TEXT_VALUE",
    ];

    private static readonly ImmutableArray<string> Uncounted =
    [
        "ATTR_VALUE_EXPLICITLY_SPECIFIED", "CHILD_NODELIST_SEQUENCE", "DOCTYPE_NAME", "DOCTYPE_PUBLIC_ID", "DOCTYPE_SYSTEM_ID",
        "HAS_DOCTYPE_DECLARATION", "NAMESPACE_PREFIX", "XML_ENCODING", "XML_STANDALONE", "XML_VERSION",
    ];

    private readonly JsonObject _written;
    private readonly XmlItem _expected;
    private readonly XmlRules _rules;
    private readonly bool _withNamespaces;

    private EqualToXmlPattern(JsonObject written, XmlItem expected, XmlRules rules, bool withNamespaces) =>
        (_written, _expected, _rules, _withNamespaces) = (written, expected, rules, withNamespaces);

    public static EqualToXmlPattern? Of(JsonPlace place)
    {
        var where = place.Member("equalToXml")!;
        var written = new JsonObject { ["equalToXml"] = where.Node?.DeepClone() };
        var placeholders = Flag(place, "enablePlaceholders", written);
        var opening = Text(place, "placeholderOpeningDelimiterRegex", written) ?? @"\$\{";
        var closing = Text(place, "placeholderClosingDelimiterRegex", written) ?? @"\}";
        var exempted = Exempted(place.Member("exemptedComparisons"), written);
        var ignoresOrder = Flag(place, "ignoreOrderOfSameNode", written);
        var withNamespaces = Awareness(place.Member("namespaceAwareness"), written) != "NONE";
        if (where.Text() is not { } text)
            return null;
        if (new ReadText(text).XmlItems(withNamespaces) is not { } expected)
        {
            where.Expect("well-formed XML");
            return null;
        }
        var known = placeholders && Form(opening, closing, place) is { } form
            ? XmlPlaceholder.In(expected, form, where)
            : ImmutableDictionary<string, XmlPlaceholder>.Empty;
        return new EqualToXmlPattern(written, expected, new XmlRules(exempted, ignoresOrder, known), withNamespaces);
    }

    public override bool Matches(string? value) =>
        value is not null && ReadText.Of(value).XmlItems(_withNamespaces) is { } actual && Compare(actual, sorts: true).Differences == 0;

    /// <summary>Children out of order count here, though they match.</summary>
    public override double DistanceTo(string? value)
    {
        if (value is null || ReadText.Of(value).XmlItems(_withNamespaces) is not { } actual)
            return 1;
        var comparison = Compare(actual, sorts: false);
        return comparison.Steps == 0 ? 0 : comparison.Differences / (double)comparison.Steps;
    }

    public override JsonObject ToJson() => (JsonObject)_written.DeepClone();

    private XmlComparison Compare(XmlItem actual, bool sorts)
    {
        var comparison = new XmlComparison(_rules, sorts);
        comparison.Compare(_expected, actual);
        return comparison;
    }

    private static bool Flag(JsonPlace place, string name, JsonObject written)
    {
        if (place.Member(name) is not { } member)
            return false;
        var flag = !member.IsNull && member.Flag() == true;
        written[name] = flag;
        return flag;
    }

    private static string? Text(JsonPlace place, string name, JsonObject written)
    {
        var text = place.Member(name)?.TextOrNull();
        if (text is not null)
            written[name] = text;
        return text;
    }

    private static BoundedRegex? Form(string opening, string closing, JsonPlace place)
    {
        if (BoundedRegex.TryParse($@"\s*{opening}\s*xmlunit\.(.+)\s*{closing}\s*", out var form, out var wrong))
            return form;
        place.Problems.Add(place.Pointer, $"The delimiters of placeholders are regular expressions: {wrong}");
        return null;
    }

    private static ImmutableHashSet<string> Exempted(JsonPlace? place, JsonObject written)
    {
        if (place is null or { IsNull: true })
            return [];
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var item in place.Items())
        {
            if (item.Text() is { } name && (Counted.Contains(name) || Uncounted.Contains(name)))
                names.Add(name);
            else
                item.Expect($"one of {string.Join(", ", Counted.Concat(Uncounted).Order(StringComparer.Ordinal))}");
        }
        written["exemptedComparisons"] = place.Node!.DeepClone();
        return names.ToImmutable();
    }

    private static string? Awareness(JsonPlace? place, JsonObject written)
    {
        if (place is null or { IsNull: true })
            return null;
        var awareness = place.Text();
        if (awareness is not (null or "STRICT" or "LEGACY" or "NONE"))
            place.Expect("STRICT, LEGACY or NONE");
        written["namespaceAwareness"] = awareness;
        return awareness;
    }
}
