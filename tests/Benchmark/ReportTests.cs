using System.Collections.Immutable;
using System.Xml.Linq;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Tests.Benchmark;

/// <summary>Tables and pictures made of fixed numbers.</summary>
public sealed class ReportTests
{
    private static readonly WorkResult One = new("one", "GET one & all",
    [
        Entrant("kestrel", "bare", 1000, 100),
        Entrant("mock", "**this mock**", 950, 400),
        Entrant("wiremock", "WireMock", 100, 4000),
        new Entrant("prism", "Prism", [], "node is not installed"),
        Entrant("mockoon", "Mockoon", 5000, 10) with { LeftOut = "3 of 4 answers are wrong" },
    ]);

    [Test]
    public void Each_target_stands_beside_what_was_measured()
    {
        var table = Table.Of([One], "Notes.");
        table.ShouldContain("| GET one & all | requests per second | bare | ≥ 0.90 | 0.95 | met |");
        table.ShouldContain("| GET one & all | requests per second | WireMock | ≥ 10.00 | 9.50 | **not met** |");
        table.ShouldContain("| GET one & all | p99 | bare | ≤ 3.00 | 4.00 | **not met** |");
    }

    [Test]
    public void A_busy_machine_is_told()
    {
        Table.Of([One], "Notes.").ShouldNotContain("busy**");
        var bare = One.Entrants[0];
        var slow = Entrant("kestrel", "bare", 500, 100).Samples[0];
        Table.Of([One with { Entrants = [bare with { Samples = bare.Samples.SetItem(0, slow) }] }], "Notes.")
            .ShouldContain("**The machine was busy**: rounds of bare Kestrel itself lie up to 50 % apart.");
    }

    [Test]
    public void Each_contender_has_a_line_or_a_reason()
    {
        var table = Table.Of([One], "Notes.");
        table.ShouldContain("| **this mock** | 950 | 0 % | 500 | 0.5 | 0.05 | 0.40 | 12.5 | 90 % | 0.95 |");
        table.ShouldContain("Prism is left out: node is not installed.");
    }

    [Test]
    public void A_fast_wrong_answer_is_no_answer()
    {
        Table.Of([One], "Notes.").ShouldContain("Mockoon is left out: 3 of 4 answers are wrong.");
        Picture.Of([One], "Here.").ShouldContain("left out: Prism; Mockoon<");
    }

    [Test]
    public void A_target_without_its_contender_is_not_measured()
    {
        var alone = One with { Entrants = [.. One.Entrants.Where(entrant => entrant.Name != "wiremock")] };
        Table.Of([alone], "Notes.").ShouldContain("| wiremock | ≥ 10.00 | – | not measured |");
    }

    [Test]
    public void The_picture_has_a_bar_for_each_that_was_measured()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var bars = XDocument.Parse(Picture.Of([One], "Here.")).Root!.Elements(svg + "rect").Skip(1).Select(bar => bar.Attribute("width")!.Value);
        bars.ShouldBe(["420.0", "399.0", "42.0"]);
    }

    [Test]
    public void A_sheet_says_what_is_met() =>
        Sheet.Of("T", "N", [Line.AtMost("memory", 650, 700, " B"), Line.AtMost("cost", 1.3, 1.2), new Line("other", "1 s")])
            .ShouldEndWith("| memory | 650 B | ≤ 700 B | met |\n| cost | 1.30 | ≤ 1.20 | **not met** |\n| other | 1 s |  |  |\n");

    private static Entrant Entrant(string name, string title, long perSecond, long p99) => new(name, title,
        [.. Enumerable.Repeat(new Sample(new Figures(perSecond, perSecond * 500, 1_000_000, 0, 0, 0, 50, p99, 900_000), 12.5), 3)]);
}
