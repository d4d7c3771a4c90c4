using System.Globalization;
using System.Xml.Linq;
using PlanisoContract.Conformance.Judging;

namespace PlanisoContract.Conformance.Reports;

/// <summary><c>junit.xml</c>, as GitHub's, GitLab's and Jenkins's readers take it: one suite, one case for each rule.</summary>
internal static class JUnitReport
{
    public static string Of(RunResult result)
    {
        var counts = new object[]
        {
            new XAttribute("tests", result.Results.Length),
            new XAttribute("failures", result.Count(Word.Fail)),
            new XAttribute("errors", 0),
            new XAttribute("skipped", result.Count(Word.Inconclusive)),
            new XAttribute("time", result.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)),
        };
        var suite = new XElement("testsuite",
            new XAttribute("name", $"{result.Api} conformance"),
            counts,
            new XAttribute("hostname", result.Run.Options.Target.Authority),
            new XElement("properties",
                new XElement("property", new XAttribute("name", "target"), new XAttribute("value", result.Target)),
                new XElement("property", new XAttribute("name", "requests"), new XAttribute("value", result.Requests))),
            result.Results.Select(rule => Case(result, rule)));
        var document = new XDocument(new XElement("testsuites", new XAttribute("name", result.Headline), counts, suite));
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}\n";
    }

    private static XElement Case(RunResult run, RuleResult result)
    {
        var place = result.Rule.Place.Resource?.Id ?? result.Rule.Place.Operation?.Id ?? "api";
        return new XElement("testcase",
            new XAttribute("name", result.Rule.Id),
            new XAttribute("classname", $"{run.Api}.{place}"),
            new XAttribute("time", "0"),
            result.Word switch
            {
                Word.Fail => new XElement("failure",
                    new XAttribute("type", result.Rule.Behavior.Name),
                    new XAttribute("message", XmlText.Of(result.Message)),
                    XmlText.Of(Details(result))),
                Word.Inconclusive => new XElement("skipped", new XAttribute("message", XmlText.Of(result.Message))),
                _ when result.IsUnusual => new XElement("system-out", XmlText.Of($"reading: {result.Reading}. {result.Message}")),
                _ => null,
            });
    }

    private static string Details(RuleResult result) => string.Join('\n',
    [
        result.Rule.Behavior.Summary,
        $"expected: {result.Expected}",
        $"actual: {result.Actual}",
        $"declared: {result.DeclaredAt}; {result.Rule.Source}",
        .. result.Reproduce,
    ]);
}
