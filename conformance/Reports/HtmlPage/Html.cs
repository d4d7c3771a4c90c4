using System.Xml.Linq;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary>HTML by way of XML's own writer, which escapes whatever a server may answer.</summary>
internal static class Html
{
    // Whatever it is: nobody reads on.
    private const int Longest = 8_000;

    /// <summary>An element with a class. Always with an end tag: HTML knows no <c>&lt;div/&gt;</c>.</summary>
    public static XElement Element(string name, string kind, params object?[] content) =>
        new(name, new XAttribute("class", kind), "", content);

    /// <summary>A part of the page that links lead to.</summary>
    public static XElement Section(string id, string title, params object?[] content) =>
        new("section", new XAttribute("id", id), new XElement("h2", title), content);

    /// <summary>What is read only when it is wanted: without scripts, too.</summary>
    public static XElement Details(string kind, object summary, params object?[] content) =>
        Element("details", kind, new XElement("summary", summary), content);

    /// <summary>A link within the page.</summary>
    public static XElement Link(string id, params object?[] content) =>
        new("a", new XAttribute("href", $"#{id}"), content);

    /// <summary>A table with a line of headings; on a narrow page its rows become blocks.</summary>
    public static XElement Table(string kind, IEnumerable<string> headings, params object?[] bodies) =>
        Element("table", kind,
            new XElement("thead", new XElement("tr", headings.Select(heading => new XElement("th", new XAttribute("scope", "col"), heading)))),
            bodies);

    /// <summary>Lines to copy, as they stand.</summary>
    public static XElement Lines(IEnumerable<string> lines) => new("pre", lines.Select(line => Element("span", "line", Text(line))));

    /// <summary>Expected and actual, side by side where there is room.</summary>
    public static XElement Sides(string expected, string actual) => Element("div", "sides compare",
        Element("div", "side", Element("h4", "label", "Expected"), new XElement("p", Text(Truncation.To(Truncation.Long, expected)))),
        Element("div", "side actual", Element("h4", "label", "Actual"), new XElement("p", Text(Truncation.To(Truncation.Long, actual)))));

    /// <summary>A text that a page can hold.</summary>
    public static string Text(string text) => XmlText.Of(Truncation.To(Longest, text));
}

/// <summary>The ids within <c>report.html</c>. A rule's begin with a word of their own, so that no rule can take a section's.</summary>
internal static class Anchors
{
    public const string Matrix = "matrix";
    public const string Drift = "drift";
    public const string Violations = "violations";
    public const string Walks = "walks";
    public const string ClientFaults = "client-faults";
    public const string Traffic = "traffic";
    public const string LeftBehind = "left-behind";
    public const string Coverage = "coverage";
    public const string Readings = "readings";
    public const string NotServed = "not-served";
    public const string Errors = "errors";
    public const string Inconclusive = "inconclusive";
    public const string Rules = "rules";

    /// <summary>The line of a rule in the table of all rules.</summary>
    public static string Of(Rule rule) => $"rule-{rule.Id}";

    /// <summary>The violation of a rule.</summary>
    public static string Violation(Rule rule) => $"violation-{rule.Id}";

    /// <summary>Where most is said of a result.</summary>
    public static string Of(RuleResult result) => result.Verdict == VerdictKind.Fail ? Violation(result.Rule) : Of(result.Rule);
}
