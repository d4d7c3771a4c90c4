using System.Globalization;
using System.Xml.Linq;
using PlanisoContract.Conformance.StatefulTesting;

namespace PlanisoContract.Conformance.Reports;

/// <summary>
/// <c>junit.xml</c>, as GitHub's, GitLab's and Jenkins's readers take it: a suite for the rules, and one for what changed
/// and for the walks, where there are such. Attributes and order are those of Jenkins's schema.
/// </summary>
internal static class JUnitReport
{
    public static string Of(Report report)
    {
        var result = report.Result;
        XElement?[] suites =
        [
            Suite(result, "conformance", result.Elapsed,
                [.. result.Results.Where(rule => rule.Verdict != VerdictKind.NotServed).Select(rule => Case(result, rule)), .. result.NotServed.Select(absent => NotServed(result, absent))],
                Properties(result)),
            result.Drift is null ? null : Suite(result, "drift", TimeSpan.Zero, Drift(result)),
            result.Walks is null ? null : Suite(result, "walks", TimeSpan.Zero, Walks(result, result.Walks)),
        ];
        var all = suites.OfType<XElement>().ToArray();
        var document = new XElement("testsuites",
            new XAttribute("name", Text(result.Headline)),
            new XAttribute("tests", Sum("tests")), new XAttribute("failures", Sum("failures")), new XAttribute("errors", Sum("errors")),
            Time(result.Elapsed),
            all);
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}\n";

        int Sum(string name) => all.Sum(suite => (int)suite.Attribute(name)!);
    }

    private static XElement Suite(RunResult result, string name, TimeSpan time, IEnumerable<XElement> cases, XElement? properties = null)
    {
        var all = cases.ToList();
        return new XElement("testsuite",
            new XAttribute("name", $"{result.Api} {name}"),
            new XAttribute("tests", all.Count),
            new XAttribute("failures", all.Count(test => test.Element("failure") is not null)),
            new XAttribute("errors", all.Count(test => test.Element("error") is not null)),
            new XAttribute("skipped", all.Count(test => test.Element("skipped") is not null)),
            Time(time),
            new XAttribute("timestamp", result.Started.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)),
            new XAttribute("hostname", result.Run.Options.Target.Authority),
            properties,
            all);
    }

    private static XElement Properties(RunResult result) => new("properties",
        Property("target", result.Target), Property("requests", result.Requests), Property("tag", result.Run.Tag), Property("insecure", result.Run.Options.Insecure));

    private static XElement Property(string name, object value) =>
        new("property", new XAttribute("name", name), new XAttribute("value", value));

    private static XElement Case(RunResult run, RuleResult result) => Case(
        $"{run.Api}.{result.Rule.Place.Resource?.Id ?? result.Rule.Place.Operation?.Id ?? "api"}", result.Rule.Id, result.Elapsed,
        result.Verdict switch
        {
            VerdictKind.Fail => Failure(result.Rule.Behavior.Name, result.Message,
            [
                result.Rule.Behavior.Summary,
                $"expected: {result.Expected}",
                $"actual: {result.Actual}",
                $"declared: {Wording.File(result)} {result.Rule.Pointer}; {result.Rule.Source}",
                .. result.Reproduce,
            ]),
            VerdictKind.Error => new XElement("error", new XAttribute("type", "suite"), new XAttribute("message", Text(result.Message))),
            VerdictKind.Inconclusive => new XElement("skipped", new XAttribute("message", Text(result.Message))),
            _ when result.IsUnusual => new XElement("system-out", Text($"reading: {result.Reading}. {result.Message}")),
            _ => null,
        });

    // One line, where there may be hundreds of rules.
    private static XElement NotServed(RunResult run, (NotServedPart NotServedPart, int Rules) absent) => Case(
        $"{run.Api}.{absent.NotServedPart.Operation?.Id ?? absent.NotServedPart.Resource.Id}", $"{absent.NotServedPart.Name} is served", TimeSpan.Zero,
        new XElement("skipped", new XAttribute("message", Text(Wording.Of(absent)))));

    private static IEnumerable<XElement> Drift(RunResult result) => result.Drift is not { IsAny: true } drift
        ? [Case($"{result.Api}.drift", "nothing has changed", TimeSpan.Zero, null)]
        :
        [
            .. drift.Rules.Select(rule => Case($"{result.Api}.drift", rule.Rule, TimeSpan.Zero, Failure("drift",
                $"{rule.Rule} {Wording.Of(rule.Kind)}: {rule.Before} → {rule.Now}", [rule.Message, $"compared with {drift.Baseline}"]))),
            .. drift.Fields.Select(field => Case($"{result.Api}.drift", $"{field.Operation} {field.Field}", TimeSpan.Zero, Failure("drift",
                $"{field.Field} {Wording.Of(field.Kind)} in the answers of {field.Operation}: {Wording.Types(field)}", [$"compared with {drift.Baseline}"]))),
        ];

    private static IEnumerable<XElement> Walks(RunResult result, StatefulTestResult walks) => walks.Mismatches.IsEmpty
        ? [Case($"{result.Api}.walks", Wording.Of(walks), TimeSpan.Zero, null)]
        : walks.Mismatches.Select((mismatch, index) => Case($"{result.Api}.walks", $"{index + 1}. walk {mismatch.Walk} of seed {walks.Seed}", TimeSpan.Zero,
            Failure("walk", $"Expected: {mismatch.Expected} Actual: {mismatch.Actual}", [.. mismatch.Steps, .. mismatch.Reproduce])));

    private static XElement Case(string group, string name, TimeSpan time, XElement? outcome) => new("testcase",
        new XAttribute("name", Text(name)), new XAttribute("classname", group), Time(time), outcome);

    private static XElement Failure(string type, string message, IEnumerable<string> details) => new("failure",
        new XAttribute("type", type), new XAttribute("message", Text(message)), string.Join('\n', details.Select(Text)));

    private static XAttribute Time(TimeSpan time) => new("time", time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));

    private static string Text(string text) => XmlText.Of(Truncation.To(2 * Truncation.Long, text));
}
