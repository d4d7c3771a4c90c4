using System.Xml.Linq;
using PlanisoContract.Conformance.Judging;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Operations by topics, with a tile for each rule: where a target is broken, at a glance.</summary>
internal static class HtmlMatrix
{
    private static readonly Topic[] Topics = Enum.GetValues<Topic>();

    public static XElement Of(RunResult result, Consequences consequences)
    {
        var topics = Topics.Where(topic => result.Results.Any(rule => rule.Rule.Behavior.About == topic)).ToArray();
        return Html.Section(Anchors.Matrix, "Operations and rules",
            Legend(result),
            Html.Element("div", "scroll", new XAttribute("tabindex", "0"), new XAttribute("role", "region"), new XAttribute("aria-label", "Operations and rules"),
                Html.Element("table", "matrix",
                    new XElement("thead", new XElement("tr", new XElement("td"), topics.Select(topic => new XElement("th", new XAttribute("scope", "col"),
                        topic, " ", Html.Element("span", "quiet", result.Results.Count(rule => rule.Rule.Behavior.About == topic)))))),
                    MatrixRow.Of(result).GroupBy(row => row.Resource).Select(group => Body(group, topics, consequences)))));
    }

    private static XElement Legend(RunResult result) => Html.Element("p", "legend",
        new[] { ("pass", "passes"), ("reading", "passes in another reading"), ("fail", "fails"), ("follows", "seems to follow from another"), ("inconclusive", "not judged") }
            .Where(kind => kind.Item1 is "pass" or "fail" or "inconclusive" || result.Results.Any(rule => Kind(rule, result.Consequences) == kind.Item1))
            .Select(kind => new object[] { Html.Element("i", $"tile {kind.Item1}", Sign(kind.Item1)), $" {kind.Item2} " }));

    private static XElement Body(IGrouping<string?, MatrixRow> rows, Topic[] topics, Consequences consequences) => new("tbody",
        rows.Key is null ? null : Html.Element("tr", "group", new XElement("th", new XAttribute("colspan", topics.Length + 1), Html.Element("span", "", rows.Key))),
        rows.Select(row => new XElement("tr",
            new XElement("th", new XAttribute("scope", "row"), row.Title, " ", Html.Element("span", "quiet", Count(row))),
            topics.Select(topic => new XElement("td", "",
                row.Results.Where(result => result.Rule.Behavior.About == topic).Select(result => Tile(result, Kind(result, consequences))))))));

    private static string Count(MatrixRow row) => row.Results.Count(result => result.Word == Word.Fail) is var failed and > 0
        ? $"{failed} of {row.Results.Length} fail" : $"{row.Results.Length}";

    private static XElement Tile(RuleResult result, string kind) => new("a",
        new XAttribute("class", $"tile {kind}"),
        new XAttribute("href", $"#{Anchors.Of(result)}"),
        new XAttribute("title", $"{result.Rule.Id}: {(kind == "reading" ? result.Reading : Wording.Of(result.Word))}"),
        Sign(kind));

    private static string Kind(RuleResult result, Consequences consequences) =>
        result.IsUnusual ? "reading" : result.Word == Word.Fail && consequences.Follows(result) ? "follows" : Wording.Of(result.Word);

    // Colors alone would not tell everybody.
    private static string Sign(string kind) => kind switch
    {
        "pass" => "·",
        "reading" => "~",
        "inconclusive" => "?",
        _ => "×",
    };
}
