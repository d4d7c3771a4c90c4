using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary>All rules as a table. Radio buttons filter by verdict, lists by resource and operation; by style alone, without scripts.</summary>
internal static class HtmlRuleTable
{
    public static XElement Of(Report report) => Html.Section(Anchors.Rules, "All rules",
        Filter("all", $"all {report.Result.Results.Length}", isChosen: true),
        report.Counts.SelectMany(pair => Filter(Wording.Of(pair.Verdict), $"{Wording.Spoken(pair.Verdict)} {pair.Count}", isChosen: false)),
        Choice(report.Result, "resource", "every resource", ResourceOf),
        Choice(report.Result, "operation", "every operation", OperationOf),
        Html.Table("all", ["Rule", "Verdict", "What was seen", "Source"],
            report.Result.Results.GroupBy(rule => Wording.GroupOf(rule.Rule.Place)).Select(group => new XElement("tbody",
                Html.Element("tr", "group", new XElement("th", new XAttribute("colspan", "4"), group.Key)),
                group.Select(Row)))));

    /// <summary>The style by which each entry of the lists hides all other rules.</summary>
    public static string Style(RunResult result) => Style(result, "resource", ResourceOf) + Style(result, "operation", OperationOf);

    private static string Style(RunResult result, string name, Func<RuleResult, string?> of) => string.Concat(Known(result, of).Select(one =>
        $"\n#{Anchors.Rules}:has(#by-{name} option[value='{one}']:checked) :is(tr[data-rule]:not([data-{name}='{one}']), tbody:not(:has([data-{name}='{one}']))){{display:none}}"));

    private static string[] Known(RunResult result, Func<RuleResult, string?> of) =>
        [.. result.Results.Select(of).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static object[] Choice(RunResult result, string name, string all, Func<RuleResult, string?> of)
    {
        return
        [
            new XElement("label", new XAttribute("class", "choice"), $"{char.ToUpperInvariant(name[0])}{name[1..]} ", new XElement("select", new XAttribute("id", $"by-{name}"),
                new XElement("option", new XAttribute("value", ""), all),
                Known(result, of).Select(one => new XElement("option", new XAttribute("value", one), one)))), " ",
        ];
    }

    private static string? ResourceOf(RuleResult result) => result.Rule.Place.Resource?.Name ?? result.Rule.Place.Operation?.Resource;

    private static string? OperationOf(RuleResult result) => result.Rule.Place.Operation?.OperationId ?? result.Operation;

    private static object[] Filter(string name, string label, bool isChosen) =>
    [
        new XElement("input",
            new XAttribute("type", "radio"), new XAttribute("name", "filter"), new XAttribute("id", $"filter-{name}"),
            isChosen ? new XAttribute("checked", "") : null),
        new XElement("label", new XAttribute("for", $"filter-{name}"), label), " ",
    ];

    private static XElement Row(RuleResult result) => Html.Element("tr", Wording.Of(result.Verdict),
        new XAttribute("id", Anchors.Of(result.Rule)), new XAttribute("data-rule", ""),
        ResourceOf(result) is { } resource ? new XAttribute("data-resource", resource) : null,
        OperationOf(result) is { } operation ? new XAttribute("data-operation", operation) : null,
        new XElement("td",
            result.Verdict == VerdictKind.Fail ? Html.Link(Anchors.Violation(result.Rule), result.Rule.Id) : new XElement("span", result.Rule.Id),
            Html.Element("div", "quiet", result.Rule.Behavior.Summary)),
        new XElement("td", Html.Element("span", $"badge {Wording.Of(result.Verdict)}", Wording.Spoken(result.Verdict))),
        new XElement("td", result.Reading is null ? "" : new XElement("b", result.Reading), " ", Html.Text(Truncation.To(Truncation.Short, result.Message))),
        new XElement("td", $"{result.Rule.Source} ", Html.Element("span", "quiet", $"{Wording.Of(result.Rule.Standing)}, line {result.Line}")));
}
