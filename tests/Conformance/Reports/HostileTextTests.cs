using System.Text.RegularExpressions;
using System.Xml.Linq;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Conformance.Reports.HtmlPage;

namespace PlanisoContract.Tests.Conformance.Reports;

/// <summary>Whatever a server answers stays a text in every report.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Hostile =
    [
        "</script></style></pre><script>alert(1)</script><img src=x onerror=alert(2)>",
        "fine\n::set-env name=PATH::x\r\n  ::stop-commands::t\n::error::x",
        "##[set-env name=a]b ##vso[task.setvariable]c",
        "a | b \\| c",
        "``` ````` `x` ~~~\n# title\n- item",
        "[link](javascript:x) http://evil.example www.evil.example <b>@someone</b> $x$",
        "\0\u0001\u001b[31m\u0085\u2028\uFFFE\t",
        "half \ud800 a pair \udc00",
        "{\"half\":\"\\ud800\",\"deep\":[[[[1]]]]}",
        "]]><!-- -->&amp;&#0;",
    ];

    [TestCaseSource(nameof(Hostile))]
    public void The_page_stays_one_file_without_scripts_or_outside_resources(string text)
    {
        var page = HtmlReport.Of(new Report(Fabricated.Saying(text)));
        // Well-formed: nothing that was answered has become markup.
        var elements = XDocument.Parse(page).Descendants().ToList();
        elements.ShouldNotContain(element => element.Name.LocalName == "script" || element.Name.LocalName == "img" || element.Name.LocalName == "link" || element.Name.LocalName == "b" && element.Value == "@someone");
        foreach (var attribute in elements.Attributes())
        {
            attribute.Name.LocalName.ShouldNotStartWith("on");
            attribute.Name.LocalName.ShouldNotBe("src");
            if (attribute.Name.LocalName == "href")
                attribute.Value.ShouldStartWith("#");
        }
        var style = elements.Single(element => element.Name.LocalName == "style").Value;
        style.ShouldNotContain("url(");
        style.ShouldNotContain("@import");
        // HTML reads a style as it stands; XML's writer escapes these.
        style.IndexOfAny(['<', '>', '&']).ShouldBe(-1);
    }

    [TestCaseSource(nameof(Hostile))]
    public void The_log_holds_no_command_but_the_program_s_own(string text)
    {
        var all = Fabricated.All(Fabricated.Saying(text));
        foreach (var line in all["console"].Split('\n'))
        {
            line.TrimStart().ShouldNotStartWith("::");
            line.ShouldNotContain("##[");
            line.ShouldNotContain("##vso[");
            line.TrimEnd('\r').Any(char.IsControl).ShouldBeFalse(line);
        }
        var commands = all["commands"].Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        commands.ShouldAllBe(line => Regex.IsMatch(line, "^::(error|warning|notice) ([a-z]+=[^:,]*,?)+::") && !line.Any(c => c == '\n' || c == '\r'));
        commands.Count(line => line.StartsWith("::error", StringComparison.Ordinal)).ShouldBe(10);
        commands.Count(line => line.StartsWith("::warning", StringComparison.Ordinal)).ShouldBe(3);
    }

    [TestCaseSource(nameof(Hostile))]
    public void The_summary_holds_no_markup_of_the_server_s(string text)
    {
        var summary = MarkdownReport.Of(new Report(Fabricated.Saying(text)));
        var outside = Regex.Replace(summary, "(?ms)^(`{3,})sh$.*?^\\1$", "");
        foreach (var markup in new[] { "<script", "<img", "<b>", "[link]", "://evil", "www.evil", "@someone", "$x$", "\n# title", "\n- item", "\n::" })
            Regex.Replace(outside, @"\\.", "").ShouldNotContain(markup);
        // A cell more or less would move what stands beside it. (A separator stands between spaces or at an end.)
        foreach (var table in Regex.Matches(outside, @"(?m)(^\|.*\n)+").Select(match => match.Value))
            table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Regex.Count(line, @"(?<!\\)\|")).Distinct().Count().ShouldBe(1, table);
    }

    // A whole megabyte in a few places; and as much as a result keeps of a body, in all of them.
    [TestCase(1_000_000, 6)]
    [TestCase(4_000, 826)]
    public void Long_texts_make_no_report_large(int length, int rules)
    {
        var result = Fabricated.Saying("{\"a\":\"" + new string('x', length) + "\"}", rules);
        HtmlReport.Of(new Report(result)).Length.ShouldBeLessThan(5_000_000);
        System.Text.Encoding.UTF8.GetByteCount(MarkdownReport.Of(new Report(result))).ShouldBeLessThan(100_000);
        JUnitReport.Of(new Report(result)).Length.ShouldBeLessThan(10_000_000);
        Fabricated.Console(result).Length.ShouldBeLessThan(1_000_000);
        Fabricated.Commands(result).Length.ShouldBeLessThan(20_000);
    }

    [Test]
    public void A_curl_line_with_a_line_break_is_one_line_and_the_same_to_bash()
    {
        const string line = "curl --data-raw 'a\tb\n::set-env name=x::y\n##[b]' -H \"K: $KEY\"";
        var command = PlainText.Command(line);
        command.ShouldBe("curl --data-raw 'a'$'\\t''b'$'\\n''::set-env name=x::y'$'\\n''#''#[b]' -H \"K: $KEY\"");
    }
}
