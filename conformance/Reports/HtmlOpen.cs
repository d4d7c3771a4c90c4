using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports;

/// <summary>What a run leaves to people: tolerated readings that are not the default, and what could not be judged.</summary>
internal static class HtmlOpen
{
    public static XElement? Readings(RunResult result) => result.Unusual.IsEmpty ? null :
        Html.Section(Anchors.Readings, "Other readings",
            new XElement("p", $"{RunResult.Counted(result.Unusual.Length, "rule is", "rules are")} read otherwise than by default, in a way that the document allows."),
            Html.Details("open", "Show them", Html.Element("dl", "readings", result.Unusual.SelectMany(unusual => new[]
            {
                new XElement("dt", Html.Link(Anchors.Of(unusual.Rule), new XElement("code", unusual.Rule.Id)), " ", new XElement("b", unusual.Reading)),
                new XElement("dd", Html.Text(unusual.Message), " ",
                    Html.Element("span", "quiet", $"Default: {unusual.Rule.Default.Name}. {unusual.Rule.Default.Sentence}")),
            }))));

    public static XElement? NotServed(RunResult result) => result.NotServed.IsEmpty ? null :
        Html.Section(Anchors.NotServed, "Not served",
            new XElement("ul", result.NotServed.Select(absent => new XElement("li", Html.Text(Wording.Of(absent))))));

    public static XElement? Errors(RunResult result) => result.Count(Word.Error) == 0 ? null :
        Html.Section(Anchors.Errors, "Faults of the suite",
            new XElement("ul", result.Results.Where(judged => judged.Word == Word.Error).Select(wrong =>
                new XElement("li", Html.Link(Anchors.Of(wrong.Rule), new XElement("code", wrong.Rule.Id)), " ", Html.Text(wrong.Message)))));

    public static XElement? Inconclusive(RunResult result, Consequences consequences) => result.Inconclusive.IsEmpty ? null :
        Html.Section(Anchors.Inconclusive, "Not judged",
            consequences.Open == 0 ? null : Html.Element("p", "quiet", $"{consequences.Open} of these seem to follow from a violation above."),
            result.Inconclusive.Select(reason => Html.Details("reason",
                Html.Text($"{RunResult.Counted(reason.Count(), "rule", "rules")}: {Cut.To(Cut.Short, reason.Key)}"),
                new XElement("p", reason.Select(open => new object[] { Html.Link(Anchors.Of(open.Rule), new XElement("code", open.Rule.Id)), " " })))));
}
