using System.Xml.Linq;
using PlanisoContract.Conformance.Judging;

namespace PlanisoContract.Conformance.Reports;

/// <summary>All rules as a table. Radio buttons before it filter by verdict, by style alone.</summary>
internal static class HtmlRuleTable
{
    public static XElement Of(RunResult result) => Html.Section(Anchors.Rules, "All rules",
        Filter("all", $"all {result.Results.Length}", isChosen: true),
        Enum.GetValues<Word>().Where(word => word <= Word.Inconclusive || result.Count(word) > 0).SelectMany(word => Filter(Wording.Of(word), $"{Wording.Spoken(word)} {result.Count(word)}", isChosen: false)),
        Html.Table("all", ["Rule", "Verdict", "What was seen", "Source"],
            result.Results.GroupBy(rule => Wording.GroupOf(rule.Rule.Place)).Select(group => new XElement("tbody",
                Html.Element("tr", "group", new XElement("th", new XAttribute("colspan", "4"), group.Key)),
                group.Select(Row)))));

    private static object[] Filter(string name, string label, bool isChosen) =>
    [
        new XElement("input",
            new XAttribute("type", "radio"), new XAttribute("name", "filter"), new XAttribute("id", $"filter-{name}"),
            isChosen ? new XAttribute("checked", "") : null),
        new XElement("label", new XAttribute("for", $"filter-{name}"), label), " ",
    ];

    private static XElement Row(RuleResult result) => Html.Element("tr", Wording.Of(result.Word),
        new XAttribute("id", Anchors.Of(result.Rule)),
        new XElement("td",
            result.Word == Word.Fail ? Html.Link(Anchors.Violation(result.Rule), result.Rule.Id) : new XElement("span", result.Rule.Id),
            Html.Element("div", "quiet", result.Rule.Behavior.Summary)),
        new XElement("td", Html.Element("span", $"badge {Wording.Of(result.Word)}", Wording.Spoken(result.Word))),
        new XElement("td", result.Reading is null ? "" : new XElement("b", result.Reading), " ", Html.Text(Cut.To(Cut.Short, result.Message))),
        new XElement("td", $"{result.Rule.Source} ", Html.Element("span", "quiet", $"{Wording.Of(result.Rule.Standing)}, line {result.Line}")));
}
