using PlanisoContract.Conformance.Reports;

namespace PlanisoContract.Tests.Conformance.Reports;

/// <summary>What GitHub Actions is told, and when.</summary>
public sealed class GitHubTests
{
    [Test]
    public void Nothing_is_said_where_there_is_no_GitHub()
    {
        var output = new StringWriter();
        new GitHubReport(output, output, _ => null).Write(new Report(Fabricated.Saying("x")));
        new GitHubReport(output, output, _ => null).Refuse("x");
        output.ToString().ShouldBeEmpty();
    }

    [Test]
    public void The_summary_is_added_to_what_the_step_wrote()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "before\n");
            var github = new GitHubReport(TextWriter.Null, TextWriter.Null, name => name == "GITHUB_STEP_SUMMARY" ? file : null);
            github.Write(new Report(Fabricated.Saying("x")));
            github.Refuse("no | target");
            var text = File.ReadAllText(file);
            text.ShouldStartWith("before\n# http");
            text.ShouldContain("10 pass, 10 fail, 10 inconclusive");
            text.ShouldEndWith("# Could not judge\n\nno \\| target\n\n");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void A_summary_that_cannot_be_written_is_said_and_stops_nothing()
    {
        var error = new StringWriter();
        var missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "summary.md");
        new GitHubReport(TextWriter.Null, error, name => name == "GITHUB_STEP_SUMMARY" ? missing : null).Write(new Report(Fabricated.Saying("x")));
        error.ToString().ShouldContain(missing);
    }

    [Test]
    public void Percent_signs_line_breaks_colons_and_commas_are_escaped()
    {
        var output = new StringWriter();
        new GitHubReport(output, TextWriter.Null, name => name == "GITHUB_ACTIONS" ? "true" : null).Refuse("100%\r\na: b, c");
        output.ToString().ShouldBe($"::error title=Could not judge::100%25%0D%0Aa: b, c{Environment.NewLine}");
        var drifted = new StringWriter();
        new GitHubReport(drifted, TextWriter.Null, name => name == "GITHUB_ACTIONS" ? "true" : null).Write(new Report(Fabricated.Saying("1%,2:3\n4")));
        drifted.ToString().ShouldContain("::warning title=listUsers 1%25%2C2%3A3%0A4::1%25,2:3%0A4 has another type");
    }
}
