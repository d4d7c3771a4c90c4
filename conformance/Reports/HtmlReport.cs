using System.Xml.Linq;
using PlanisoContract.Conformance.Judging;

namespace PlanisoContract.Conformance.Reports;

/// <summary><c>report.html</c>: one file without outside resources or scripts, the verdict first.</summary>
internal static class HtmlReport
{
    private static readonly Lazy<string> _style = new(() =>
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    public static string Of(RunResult result) =>
        "<!DOCTYPE html>\n" + new XElement("html", new XAttribute("lang", "en"), Head(result), Body(result)) + "\n";

    private static XElement Head(RunResult result) => new("head",
        new XElement("meta", new XAttribute("charset", "utf-8")),
        new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
        new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
        new XElement("title", Html.Text(result.Headline)),
        new XElement("style", _style.Value));

    private static XElement Body(RunResult result) => new("body",
        Html.Element("header", $"verdict exit-{result.ExitCode}",
            new XElement("h1", Html.Text(result.Headline)),
            new XElement("p", $"{Wording.Effort(result)}, {result.Run.Clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC."),
            Html.Element("ul", "counts", Enum.GetValues<Word>().Select(word => Html.Element("li", Wording.Of(word),
                new XElement("b", result.Count(word)), " ", new XElement("a", new XAttribute("href", $"#{SectionOf(word)}"), Wording.Of(word)))))),
        new XElement("main",
            Violations(result),
            Readings(result),
            Inconclusive(result),
            HtmlRuleTable.Of(result)));

    private static string SectionOf(Word word) => word switch
    {
        Word.Fail => "violations",
        Word.Inconclusive => "inconclusive",
        _ => "rules",
    };

    private static XElement? Violations(RunResult result) => result.Failed.IsEmpty ? null : new XElement("section",
        new XAttribute("id", SectionOf(Word.Fail)),
        new XElement("h2", "Violations"),
        Html.Element("p", "place", Wording.Again(result)),
        result.Failed.Select(Violation));

    private static XElement Violation(RuleResult failed) => Html.Element("article", "violation",
        new XAttribute("id", failed.Rule.Id),
        new XElement("h3", failed.Rule.Id),
        new XElement("p", $"{failed.Rule.Behavior.Summary} ", Html.Element("span", "place", Wording.Of(failed.Rule.Place))),
        Html.Element("div", "sides",
            Html.Element("div", "side", new XElement("h4", "Expected"), new XElement("p", Html.Text(failed.Expected!))),
            Html.Element("div", "side actual", new XElement("h4", "Actual"), new XElement("p", Html.Text(failed.Actual!)))),
        Html.Element("p", "declared", "Declared at ", new XElement("code", failed.DeclaredAt),
            $"; {failed.Rule.Source} ({Wording.Of(failed.Rule.Standing)})."),
        failed.Reproduce.IsEmpty ? null : new XElement("details", new XAttribute("open", ""),
            new XElement("summary", "Show it again"),
            new XElement("pre", Html.Text(string.Join('\n', failed.Reproduce)))));

    private static XElement? Readings(RunResult result) => result.Unusual.IsEmpty ? null : new XElement("section",
        new XElement("h2", "Tolerated readings that are not the default"),
        new XElement("dl", result.Unusual.SelectMany(unusual => new[]
        {
            new XElement("dt", new XElement("code", unusual.Rule.Id), $" {unusual.Reading}"),
            new XElement("dd", Html.Text(unusual.Message), " ",
                Html.Element("span", "place", $"default: {unusual.Rule.Default.Name}. {unusual.Rule.Default.Sentence}")),
        })));

    private static XElement? Inconclusive(RunResult result) => result.Inconclusive.IsEmpty ? null : new XElement("section",
        new XAttribute("id", SectionOf(Word.Inconclusive)),
        new XElement("h2", "Inconclusive"),
        result.Inconclusive.Select(reason => new XElement("details",
            new XElement("summary", Html.Text($"{RunResult.Counted(reason.Count(), "rule", "rules")}: {reason.Key}")),
            new XElement("p", string.Join(", ", reason.Select(inconclusive => inconclusive.Rule.Id))))));
}
