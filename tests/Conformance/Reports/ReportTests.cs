using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Reports;

namespace PlanisoContract.Tests.Conformance.Reports;

/// <summary>What the reports say of one run, and that they say the same.</summary>
public sealed class ReportTests
{
    private static readonly RunResult Result = Fabricated.Saying("some text");
    private static readonly IReadOnlyDictionary<string, string> All = Fabricated.All(Result);
    private static readonly List<XElement> Page = [.. XDocument.Parse(All[ReportFiles.Html]).Descendants()];

    [Test]
    public void Every_report_counts_the_same()
    {
        var (pass, fail, open) = (Result.Count(VerdictKind.Pass), Result.Count(VerdictKind.Fail), Result.Count(VerdictKind.Inconclusive));
        (pass, fail, open).ShouldBe((10, 10, 10));
        var summary = JsonNode.Parse(All[ReportFiles.Json])!["summary"]!;
        ((int)summary["pass"]!, (int)summary["fail"]!, (int)summary["inconclusive"]!).ShouldBe((pass, fail, open));
        Page.Single(element => (string?)element.Attribute("class") == "counts").Elements().Select(item => (int)item.Element("b")!).ShouldBe([pass, fail, open]);
        Page.Where(element => element.Name == "tr" && element.Attribute("id") is not null).Select(row => (string)row.Attribute("class")!)
            .GroupBy(word => word).ToDictionary(words => words.Key, words => words.Count()).ShouldBe(
                new Dictionary<string, int> { ["pass"] = pass, ["fail"] = fail, ["inconclusive"] = open }, ignoreOrder: true);
        var suite = XDocument.Parse(All[ReportFiles.JUnit]).Root!.Elements().First();
        ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, (int)suite.Attribute("skipped")!).ShouldBe((pass + fail + open, fail, open));
        var counts = string.Create(CultureInfo.InvariantCulture, $"{pass} pass, {fail} fail, {open} inconclusive");
        All[ReportFiles.Markdown].ShouldContain(counts);
        All["console"].ShouldContain(counts);
    }

    [Test]
    public void Links_in_the_page_lead_somewhere_and_ids_are_unique()
    {
        var ids = Page.Attributes("id").Select(id => id.Value).ToList();
        ids.ShouldBeUnique();
        var links = Page.Attributes("href").Select(href => href.Value[1..]).ToList();
        links.Count.ShouldBeGreaterThan(Result.Results.Length);
        links.Except(ids).ShouldBeEmpty();
        Page.Attributes("for").Select(label => label.Value).Except(ids).ShouldBeEmpty();
    }

    [Test]
    public void Each_rule_has_its_tile_and_its_line()
    {
        var tiles = Page.Where(element => element.Name == "a" && ((string?)element.Attribute("class"))?.StartsWith("tile ", StringComparison.Ordinal) == true).ToList();
        tiles.Select(tile => ((string)tile.Attribute("title")!).Split(':')[0]).Order().ShouldBe(Result.Results.Select(result => result.Rule.Id).Order());
        // A sign beside the color.
        tiles.Where(tile => (string?)tile.Attribute("class") == "tile fail").ShouldAllBe(tile => tile.Value == "×");
        tiles.Where(tile => (string?)tile.Attribute("class") == "tile inconclusive").ShouldAllBe(tile => tile.Value == "?");
        foreach (var result in Result.Results)
            Page.ShouldContain(element => (string?)element.Attribute("id") == "rule-" + result.Rule.Id);
    }

    [Test]
    public void The_page_tells_the_verdict_first_and_of_each_part_what_there_is()
    {
        Page.First(element => element.Name == "h1").Value.ShouldBe(Result.Headline);
        Page.Where(element => element.Name == "h2").Select(title => title.Value).ShouldBe(
            ["Operations and rules", "Drift", "Violations", "Random walks", "Left behind", "Not judged", "Coverage", "All rules"]);
        foreach (var report in new[] { ReportFiles.Html, ReportFiles.Markdown, "console" })
        {
            All[report].ShouldContain("soft-deleted", customMessage: report);
            All[report].ShouldContain("documented statuses", customMessage: report);
            All[report].ShouldContain("1 mismatch", customMessage: report);
            All[report].ShouldContain("passes no more", customMessage: report);
            All[report].ShouldContain(":" + Result.Failed[0].Line.ToString(CultureInfo.InvariantCulture), customMessage: report);
        }
        Regex.Count(All["commands"], "(?m)^::error file=spec/planiso.openapi.yaml,line=[1-9][0-9]*,title=").ShouldBe(10);
        All["commands"].ShouldContain("::notice title=planiso conformance::Not shown here: 1 more violation");
    }

    [Test]
    public void Nothing_to_tell_is_told_in_short()
    {
        var calm = Result with
        {
            Results = [.. Result.Results.Where(result => result.Verdict == VerdictKind.Pass)],
            Drift = null,
            Walks = null,
            Cleanup = null,
            Coverage = new([]),
        };
        var all = Fabricated.All(calm);
        XDocument.Parse(all[ReportFiles.Html]).Descendants("h2").Select(title => title.Value).ShouldBe(["Operations and rules", "All rules"]);
        all["commands"].ShouldBeEmpty();
        all["console"].Trim().Split('\n').Length.ShouldBe(2);
    }
}
