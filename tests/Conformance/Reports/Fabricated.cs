using System.Collections.Immutable;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Conformance.Reports.HtmlPage;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Reports;

/// <summary>Results of a run that never was: whatever text a server could answer, at every place where reports show one.</summary>
internal static class Fabricated
{
    public static readonly Contract Contract = Contracts.Load("planiso");

    /// <summary>Of every three rules one passes, one fails and one is not judged; and all that is beside the rules.</summary>
    public static RunResult Saying(string text, int rules = 30)
    {
        var run = Run.Create(Contract, new TargetOptions(new Uri("http://127.0.0.1:9"), new Keys("no-such-key-0123")), TimeProvider.System);
        var exchange = new Exchange(Contract.Operations[0], "POST", new Uri("http://127.0.0.1:9/v1/a?b=%22%3C"), Credential.Full, "text/" + text, text, 500,
            ImmutableDictionary<string, string>.Empty.Add("content-type", text).Add("location", text), text)
        {
            Sent = [KeyValuePair.Create("X-Sent", text)],
        };
        return new RunResult(run, [.. Contract.Rules.Take(rules).Select(rule => Result(run, rule, text, exchange))], TimeSpan.FromSeconds(1.5))
        {
            Started = new DateTimeOffset(2026, 11, 21, 3, 17, 0, TimeSpan.Zero),
            Coverage = new CoverageResult([.. Contract.Operations.Take(3).Select(operation => new OperationCoverage(operation,
            [
                new StatusCoverage(200, true, 3, [new FieldCoverage(text, FieldSide.Shown, false, 2, null), new FieldCoverage("b", FieldSide.Sent, true, 0, text)], null),
                new StatusCoverage(403, true, 0, [], text),
                new StatusCoverage(500, false, 1, [], null),
            ]))]),
            Drift = new DriftResult(text,
                [new RuleDrift(Contract.Rules[0].Id, RuleDriftKind.PassesNoMore, "pass", "fail", text), new RuleDrift(text, RuleDriftKind.ReadingChanged, text, text, text)],
                [new FieldDrift("listUsers", text, FieldDriftKind.TypeChanged, text, text)], [text]),
            Cleanup = new CleanupResult([new CleanedRecord("R", text, text, RecordState.Remains, text), new CleanedRecord("R", "2", null, RecordState.Deactivated, text)], [text]) { Ledger = text },
            Walks = new StatefulTestResult(3, 9, 7, [new Mismatch(2, [text, "then"], text, text, [exchange], [run.Curl(exchange)])]) { Stopped = text },
        };
    }

    public static RuleResult Result(Run run, Rule rule, string text, Exchange exchange)
    {
        var result = new RuleResult
        {
            Rule = rule,
            Verdict = VerdictKind.Pass,
            Message = text,
            DeclaredAt = $"spec/planiso.openapi.yaml#{rule.Pointer}",
            Line = run.Contract.Line(rule.Pointer),
            Elapsed = TimeSpan.FromMilliseconds(12),
            Exchanges = [exchange],
        };
        return (rule.Index % 3) switch
        {
            0 => result with { Reading = rule.Default.Name },
            1 => result with { Verdict = VerdictKind.Fail, Expected = text, Actual = text, Reproduce = [run.Curl(exchange)] },
            _ => result with { Verdict = VerdictKind.Inconclusive },
        };
    }

    /// <summary>Every report of a result, by name; what GitHub gets is one of them.</summary>
    public static IReadOnlyDictionary<string, string> All(RunResult result) => new Dictionary<string, string>
    {
        [ReportFiles.Html] = HtmlReport.Of(new Report(result)),
        [ReportFiles.Json] = JsonReport.Of(result),
        [ReportFiles.JUnit] = JUnitReport.Of(new Report(result)),
        [ReportFiles.Markdown] = MarkdownReport.Of(new Report(result)),
        ["console"] = Console(result),
        ["commands"] = Commands(result),
    };

    public static string Console(RunResult result)
    {
        var text = new StringWriter();
        ConsoleReport.Write(new Report(result), null, text);
        return text.ToString();
    }

    public static string Commands(RunResult result)
    {
        var text = new StringWriter();
        new GitHubReport(text, TextWriter.Null, name => name == "GITHUB_ACTIONS" ? "true" : null).Write(new Report(result));
        return text.ToString();
    }
}
