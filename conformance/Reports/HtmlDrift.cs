using System.Xml.Linq;
using PlanisoContract.Conformance.Drift;

namespace PlanisoContract.Conformance.Reports;

/// <summary>What has changed since an earlier run.</summary>
internal static class HtmlDrift
{
    public static XElement? Of(RunResult result) => result.Drift is not { } drift ? null : Html.Section(Anchors.Drift, "Drift",
        new XElement("p", Html.Text($"Compared with {drift.Baseline}: {(drift.IsAny ? Wording.Of(drift) : "nothing has changed")}.")),
        drift.Rules.IsEmpty ? null : Html.Table("drift", ["Rule", "Change", "What is seen now"], new XElement("tbody", drift.Rules.Select(rule => Row(result, rule)))),
        drift.Fields.IsEmpty ? null : Html.Table("drift", ["Field", "Change", "In the answers of"], new XElement("tbody", drift.Fields.Select(Row))),
        drift.NotCompared.IsEmpty ? null : Html.Element("ul", "quiet", drift.NotCompared.Select(reason => new XElement("li", Html.Text(reason)))));

    private static XElement Row(RunResult result, RuleDrift rule) => new("tr",
        new XElement("td", result.Results.FirstOrDefault(known => known.Rule.Id == rule.Rule) is { } known
            ? Html.Link(Anchors.Of(known), new XElement("code", rule.Rule))
            : new XElement("code", Html.Text(rule.Rule))),
        new XElement("td", new XElement("b", Wording.Of(rule.Kind)), " ", Html.Element("span", "quiet", Html.Text($"{rule.Before} → {rule.Now}"))),
        new XElement("td", Html.Text(Cut.To(Cut.Short, rule.Message))));

    private static XElement Row(FieldDrift field) => new("tr",
        new XElement("td", new XElement("code", Html.Text(field.Field))),
        new XElement("td", new XElement("b", Wording.Of(field.Kind)), " ", Html.Element("span", "quiet", Html.Text(Wording.Types(field)))),
        new XElement("td", new XElement("code", Html.Text(field.Operation))));
}
