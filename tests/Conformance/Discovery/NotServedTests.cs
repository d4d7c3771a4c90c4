using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using PlanisoContract.Conformance.Discovery;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Conformance.Reports;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Discovery;

/// <summary>Servers that have a part of the API alone: told once for each resource or operation, and never a violation.</summary>
public sealed class NotServedTests : SharedMock
{
    /// <summary>As frameworks answer what they do not route: status, type and body, the path in place of {0}.</summary>
    public static IEnumerable<TestCaseData> Shapes =>
    [
        new TestCaseData(404, "text/html", "<pre>Cannot GET {0}</pre>").SetArgDisplayNames("Express"),
        new TestCaseData(404, "application/json", "{{\"code\":404,\"message\":\"There is no path {0}.\",\"data\":[]}}").SetArgDisplayNames("the API's own"),
        new TestCaseData(404, "", "").SetArgDisplayNames("ASP.NET"),
        new TestCaseData(501, "text/plain", "Not implemented").SetArgDisplayNames("501"),
    ];

    [TestCaseSource(nameof(Shapes))]
    public async Task Two_of_eight_resources_conform_with_a_line_for_each_of_the_others(int status, string type, string body)
    {
        var result = await RunAsync("planiso", context => !IsBelow(context, "/v1/user", "/v1/organization"), status, type, body);
        string.Join('\n', result.Failed).ShouldBeEmpty();
        result.ExitCode.ShouldBe(RunResult.Conforms, result.Headline);
        result.NotServed.Select(absent => absent.NotServedPart.Name).ShouldBe(
            ["Customer", "Supplier", "Subcontractor", "Project", "Equipment", "EquipmentType"], ignoreOrder: true);
        result.Count(VerdictKind.Inconclusive).ShouldBe(0, string.Join('\n', result.Results.Where(rule => rule.Verdict == VerdictKind.Inconclusive)));
        result.Results.Where(rule => rule.Rule.Place == Place.Api).ShouldAllBe(rule => rule.Verdict == VerdictKind.Pass);

        var reports = Fabricated.All(result);
        foreach (var name in result.NotServed.Select(absent => absent.NotServedPart.Name))
        {
            foreach (var report in new[] { reports["console"], reports[ReportFiles.Markdown], reports[ReportFiles.Html], reports[ReportFiles.JUnit] })
                report.Split($"{name} is not served").Length.ShouldBeInRange(2, report == reports[ReportFiles.Html] ? 1000 : 2, name);
        }
        var json = JsonNode.Parse(reports[ReportFiles.Json])!;
        ((int)json["summary"]!["notServed"]!).ShouldBe(result.Count(VerdictKind.NotServed));
        json["notServed"]!.AsArray().Count.ShouldBe(6);
        json["rules"]!.AsArray().Count(rule => rule!["verdict"]!.ToString() == "notServed").ShouldBe(result.Count(VerdictKind.NotServed));
        XDocument.Parse(reports[ReportFiles.JUnit]).Descendants("skipped").Count().ShouldBe(6);
    }

    [TestCase("planio", "/projects", "/enumerations")]
    [TestCase("planio", "/enumerations")]
    [TestCase("lightening", "/customer")]
    [TestCase("planiso", "/v1/organization")]
    public async Task What_others_refer_to_may_be_absent(string api, params string[] absent)
    {
        var result = await RunAsync(api, context => IsBelow(context, absent), 404, "text/html", "<h1>Not Found</h1>");
        string.Join('\n', result.Failed).ShouldBeEmpty();
        result.ExitCode.ShouldBe(RunResult.Conforms, result.Headline);
        result.NotServed.ShouldNotBeEmpty();
        result.NotServed.ShouldAllBe(one => one.NotServedPart.Operation == null);
    }

    [TestCase(405, "planiso", "DELETE", "/v1/user", "deleteUser")]
    [TestCase(404, "planiso", "PUT", "/v1/project", "updateProject")]
    [TestCase(404, "planiso", "POST", "/v1/equipment", "createEquipment")]
    [TestCase(404, "planio", "DELETE", "/companies", "deleteCompany", "deleteContact")]
    public async Task A_single_operation_may_be_absent(int status, string api, string method, string path, params string[] operations)
    {
        var result = await RunAsync(api, context => context.Request.Method == method && IsBelow(context, path), status, "text/html", "<h1>Not Found</h1>",
            judged: rule => rule.Place == Place.Api || IsOf(rule, operations));
        string.Join('\n', result.Failed).ShouldBeEmpty();
        result.NotServed.Select(one => one.NotServedPart.Operation!.OperationId).ShouldBe(operations, ignoreOrder: true);
        result.Count(VerdictKind.Inconclusive).ShouldBe(0, string.Join('\n', result.Results.Where(rule => rule.Verdict == VerdictKind.Inconclusive)));
        result.ExitCode.ShouldBe(RunResult.Conforms, result.Headline);
    }

    [Test]
    public async Task Reads_alone_tell_it_too()
    {
        var result = await RunAsync("planiso", context => !IsBelow(context, "/v1/user", "/v1/organization"), 404, "text/html", "", RunMode.ReadOnly);
        result.Failed.ShouldBeEmpty();
        result.NotServed.Length.ShouldBe(6);
        result.ExitCode.ShouldBe(RunResult.Conforms);
    }

    [Test]
    public async Task A_run_that_is_strict_tells_each_as_one_violation()
    {
        var result = await RunAsync("planiso", context => IsBelow(context, "/v1/project", "/v1/equipment"), 404, "text/html", "", strict: true);
        result.ExitCode.ShouldBe(RunResult.Violates);
        result.Failed.Select(failed => failed.NotServedPart!.Name).ShouldBe(["Project", "Equipment"], ignoreOrder: true);
        result.Failed.ShouldAllBe(failed => failed.Actual!.Contains("404"));
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task What_is_whole_is_found_whole(string api)
    {
        var contract = Contracts.Load(api);
        foreach (var mode in Enum.GetValues<RunMode>())
        {
            var run = Run.Create(contract, Mock.Demo with { Mode = mode }, Clock.Suite);
            (await TargetDiscovery.Discover(run, contract.Rules)).ShouldBeNull();
            run.NotServedParts.All.ShouldBeEmpty();
            run.Contract.ShouldBeSameAs(contract);
        }
    }

    [Test]
    public async Task A_key_that_cannot_write_is_said_to_be_that()
    {
        var contract = Contracts.Load("planiso");
        var run = Run.Create(contract, new TargetOptions(Mock.Url, new Keys("demo-readonly")), Clock.Suite);
        var problem = await TargetDiscovery.Discover(run, contract.Rules);
        problem!.ShouldSatisfyAllConditions(says => says.ShouldContain("--key"), says => says.ShouldContain("403"), says => says.ShouldContain("read-only"));
        run.WriteHistory.Own.ShouldBeEmpty();
    }

    private async Task<RunResult> RunAsync(
        string api, Func<HttpContext, bool> isAbsent, int status, string type, string body, RunMode mode = RunMode.Full, bool strict = false,
        Func<Rule, bool>? judged = null)
    {
        var contract = Contracts.Load(api);
        // A silo of its own: what other runs made at once lies there in an order of its own.
        var silo = await Mock.SiloAsync(records: 20);
        await using var proxy = await TestProxy.StartAsync(silo.Target, async context => (isAbsent(context) || !IsKnown(context, api)) && await TestProxy.AnswerAsync(context, status, type, body.Length == 0 ? "" : string.Format(System.Globalization.CultureInfo.InvariantCulture, body, context.Request.Path)));
        var run = Run.Create(contract, new TargetOptions(proxy.Url, silo.Keys) { Mode = mode, Strict = strict }, Clock.Suite);
        (await Preflight.Check(run)).ShouldBeNull();
        (await TargetDiscovery.Discover(run, contract.Rules)).ShouldBeNull();
        return await WholeRun.RunAsync(run, contract.Rules.Where(judged ?? (_ => true)));
    }

    // The rules of the resources that the operations are of.
    private static bool IsOf(Rule rule, string[] operations) =>
        operations.Any(id => id.EndsWith(rule.Place.Resource?.Name ?? rule.Place.Operation?.Resource ?? "-", StringComparison.Ordinal));

    private static bool IsBelow(HttpContext context, params string[] paths) => paths.Any(path =>
        context.Request.Path.Value == path || context.Request.Path.Value!.StartsWith(path + "/", StringComparison.Ordinal) || context.Request.Path.Value.StartsWith(path + ".", StringComparison.Ordinal));

    private static bool IsKnown(HttpContext context, string api) =>
        Contracts.Load(api).Operations.Any(operation => operation.Path.Match(context.Request.Path.Value!) is not null
            || (!operation.Formats.IsEmpty && operation.Path.Match($"{context.Request.Path.Value}.{operation.Formats[0]}") is not null));
}
