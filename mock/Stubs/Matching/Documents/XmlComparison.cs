using System.Collections.Immutable;
using System.Xml;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>How an expected XML document is compared.</summary>
/// <param name="Exempted">Kinds of comparison that do not count, by the names that XMLUnit has for them.</param>
/// <param name="IgnoreOrderOfSameNode">Whether elements of one name are paired by their text.</param>
/// <param name="Placeholders">By the text that they stand in.</param>
internal sealed record XmlRules(ImmutableHashSet<string> Exempted, bool IgnoreOrderOfSameNode, ImmutableDictionary<string, XmlPlaceholder> Placeholders);

/// <summary>Compares an XML document with an expected one, step by step as XMLUnit does (xmlunit.org, "Comparing XML"), and counts the steps.</summary>
/// <param name="rules">What counts.</param>
/// <param name="sorts">Whether children are paired by their names instead of their places.</param>
internal sealed class XmlComparison(XmlRules rules, bool sorts)
{
    public int Steps { get; private set; }

    public int Differences { get; private set; }

    public void Compare(XmlItem expected, XmlItem actual)
    {
        Count("NODE_TYPE", expected.Type == actual.Type);
        if (expected.Namespace.Length > 0)
            Count("NAMESPACE_URI", expected.Namespace == actual.Namespace);
        var placeholder = PlaceholderIn(expected);
        var takesChildren = placeholder?.Takes(actual.Content) ?? false;
        Count("CHILD_NODELIST_LENGTH", takesChildren || expected.Children.Length == actual.Children.Length);
        CompareOwn(expected, actual);
        if (!takesChildren || actual.Children is [{ Type: XmlNodeType.Text }])
            CompareChildren(expected, actual);
    }

    // An element that holds a placeholder and nothing else.
    private XmlPlaceholder? PlaceholderIn(XmlItem expected) =>
        expected.Type == XmlNodeType.Element && expected.Children is [{ Type: XmlNodeType.Text } text]
            ? rules.Placeholders.GetValueOrDefault(text.Text)
            : null;

    private void Count(string comparison, bool isRight)
    {
        if (rules.Exempted.Contains(comparison))
            return;
        Steps++;
        if (!isRight)
            Differences++;
    }

    private void CompareOwn(XmlItem expected, XmlItem actual)
    {
        switch (expected.Type)
        {
            case XmlNodeType.Element when actual.Type == XmlNodeType.Element:
                CompareElements(expected, actual);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                Count("TEXT_VALUE", IsRight(expected.Text, actual.Text));
                break;
            case XmlNodeType.ProcessingInstruction when actual.Type == XmlNodeType.ProcessingInstruction:
                Count("PROCESSING_INSTRUCTION_TARGET", expected.Name == actual.Name);
                Count("PROCESSING_INSTRUCTION_DATA", expected.Text == actual.Text);
                break;
        }
    }

    private void CompareElements(XmlItem expected, XmlItem actual)
    {
        Count("ELEMENT_TAG_NAME", expected.Name == actual.Name);
        var (wanted, found) = (expected.Compared.ToList(), actual.Compared.ToList());
        // A placeholder may stand for an attribute that is not there.
        var optional = wanted.Count(attribute => !actual.Attributes.ContainsKey(attribute.Key) && IsRight(attribute.Value, null));
        Count("ELEMENT_NUM_ATTRIBUTES", wanted.Count - optional == found.Count);
        if (expected.SchemaLocation is { } location)
            Count("SCHEMA_LOCATION", location == actual.SchemaLocation);
        if (expected.PlainSchemaLocation is { } plain)
            Count("NO_NAMESPACE_SCHEMA_LOCATION", plain == actual.PlainSchemaLocation);
        foreach (var (name, value) in wanted)
        {
            var isThere = actual.Attributes.TryGetValue(name, out var other);
            Count("ATTR_NAME_LOOKUP", isThere || IsRight(value, null));
            if (!isThere)
                continue;
            Count("NODE_TYPE", true);
            if (name.Namespace.Length > 0)
                Count("NAMESPACE_URI", true);
            Count("ATTR_VALUE", IsRight(value, other));
        }
    }

    private bool IsRight(string expected, string? actual) =>
        rules.Placeholders.TryGetValue(expected, out var placeholder) ? placeholder.Takes(actual ?? "") : expected == actual;

    private void CompareChildren(XmlItem expected, XmlItem actual)
    {
        var wanted = InOrder(expected.Children);
        var found = InOrder(actual.Children).ToList();
        var last = 0;
        foreach (var child in wanted)
        {
            // The next of its kind is its partner; behind the last the search begins again.
            var index = found.FindIndex(last, other => IsPartner(child, other));
            if (index < 0)
                index = found.FindIndex(0, Math.Min(last, found.Count), other => IsPartner(child, other));
            if (index < 0)
            {
                Count("CHILD_LOOKUP", false);
                continue;
            }
            Compare(child, found[index]);
            found.RemoveAt(index);
            last = index;
        }
    }

    private static bool IsPartner(XmlItem one, XmlItem other) =>
        one.Type == other.Type || (one.Type is XmlNodeType.Text or XmlNodeType.CDATA && other.Type is XmlNodeType.Text or XmlNodeType.CDATA);

    private IEnumerable<XmlItem> InOrder(ImmutableArray<XmlItem> items)
    {
        if (!sorts)
            return items;
        var sorted = items.OrderBy(item => item.Type == XmlNodeType.CDATA ? "#cdata-section" : item.Name, StringComparer.Ordinal);
        return rules.IgnoreOrderOfSameNode ? sorted.ThenBy(item => item.Content, StringComparer.Ordinal) : sorted;
    }
}
