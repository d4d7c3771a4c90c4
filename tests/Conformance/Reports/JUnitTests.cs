using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PlanisoContract.Conformance.Reports;

namespace PlanisoContract.Tests.Conformance.Reports;

/// <summary><c>junit.xml</c> against what the schema of Jenkins's xunit plugin (junit-10.xsd) allows; GitLab and GitHub's readers take less.</summary>
public sealed class JUnitTests
{
    // Element: attributes that it must have, those that it may have, and its children in their order.
    private static readonly Dictionary<string, (string[] Must, string[] May, string[] Children)> Schema = new()
    {
        ["testsuites"] = ([], ["name", "time", "tests", "failures", "errors"], ["testsuite"]),
        ["testsuite"] = (["name", "tests", "failures", "errors"], ["time", "skipped", "timestamp", "hostname", "id", "package", "group"], ["properties", "testcase", "system-out", "system-err"]),
        ["properties"] = ([], [], ["property"]),
        ["property"] = (["name", "value"], [], []),
        ["testcase"] = (["name"], ["classname", "time", "group"], ["skipped", "error", "failure", "system-out", "system-err"]),
        ["failure"] = ([], ["message", "type"], []),
        ["skipped"] = ([], ["message", "type"], []),
        ["system-out"] = ([], [], []),
    };

    [TestCase("plain")]
    [TestCase("</failure>]]>&\0\u001b\ud800\uFFFE\n\"'")]
    public void It_is_what_readers_of_junit_take(string text)
    {
        var root = XDocument.Parse(JUnitReport.Of(new Report(Fabricated.Saying(text)))).Root!;
        root.Name.LocalName.ShouldBe("testsuites");
        foreach (var element in root.DescendantsAndSelf())
        {
            Schema.ShouldContainKey(element.Name.LocalName);
            var (must, may, children) = Schema[element.Name.LocalName];
            var attributes = element.Attributes().Select(attribute => attribute.Name.LocalName).ToList();
            must.Except(attributes).ShouldBeEmpty(element.Name.LocalName);
            attributes.Except([.. must, .. may]).ShouldBeEmpty(element.Name.LocalName);
            var order = element.Elements().Select(child => Array.IndexOf(children, child.Name.LocalName)).ToList();
            order.ShouldAllBe(place => place >= 0);
            order.ShouldBe(order.Order());
            foreach (var time in element.Attributes("time"))
                Regex.IsMatch(time.Value, "^[0-9]+\\.[0-9]{3}$").ShouldBeTrue(time.Value);
        }
        foreach (var timestamp in root.Descendants().Attributes("timestamp"))
            DateTime.ParseExact(timestamp.Value, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture).Year.ShouldBe(2026);
    }

    [Test]
    public void Its_sums_are_those_of_its_cases()
    {
        var root = XDocument.Parse(JUnitReport.Of(new Report(Fabricated.Saying("x")))).Root!;
        root.Elements().Select(suite => (string)suite.Attribute("name")!).ShouldBe(["planiso conformance", "planiso drift", "planiso walks"]);
        foreach (var suite in root.Elements())
        {
            ((int)suite.Attribute("tests")!).ShouldBe(suite.Elements("testcase").Count());
            ((int)suite.Attribute("failures")!).ShouldBe(suite.Descendants("failure").Count());
            ((int)suite.Attribute("skipped")!).ShouldBe(suite.Descendants("skipped").Count());
        }
        ((int)root.Attribute("tests")!).ShouldBe(root.Descendants("testcase").Count());
        ((int)root.Attribute("failures")!).ShouldBe(10 + 3 + 1);
        root.Descendants("testcase").Select(test => ((string)test.Attribute("classname")!, (string)test.Attribute("name")!)).ShouldBeUnique();
        root.Descendants("testcase").First().Attribute("time")!.Value.ShouldBe("0.012");
    }
}
