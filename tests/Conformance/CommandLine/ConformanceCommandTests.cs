using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace PlanisoContract.Tests.Conformance.CommandLine;

public sealed class ConformanceCommandTests
{
    private TestMock _mock = null!;
    private string _reports = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await TestMock.StartAsync();
        _reports = Directory.CreateTempSubdirectory("conformance").FullName;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Directory.Delete(_reports, recursive: true);
        await _mock.DisposeAsync();
    }

    [Test]
    public async Task A_server_that_conforms_is_0_and_every_report_says_so()
    {
        var run = await RunAsync("--key", "demo", "--readonly-key", "demo-readonly", "--other-key", "demo-other", "--empty-key", "demo-empty", "--forbidden-key", "demo-forbidden", "--report", _reports);
        run.Code.ShouldBe(0, run.All);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_reports, "report.json")))!;
        ((int)report["summary"]!["fail"]!).ShouldBe(0);
        ((int)report["summary"]!["inconclusive"]!).ShouldBe(0);
        ((int)report["summary"]!["pass"]!).ShouldBe(report["rules"]!.AsArray().Count);
        report["profile"]!.AsObject().Count.ShouldBeGreaterThan(0);
        var tests = XDocument.Load(Path.Combine(_reports, "junit.xml")).Descendants("testcase").Count();
        tests.ShouldBe(report["rules"]!.AsArray().Count);
        (await File.ReadAllTextAsync(Path.Combine(_reports, "report.html"))).ShouldContain("<html");
        (await File.ReadAllTextAsync(Path.Combine(_reports, "summary.md"))).ShouldContain(report["rules"]!.AsArray().Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Test]
    public async Task A_server_that_does_not_is_1_and_the_rule_is_explained_without_a_key()
    {
        var target = await _mock.SiloAsync(broken: ["user-email-unique"]);
        var reports = Path.Combine(_reports, "broken");
        var key = target.Keys.Of(PlanisoContract.Conformance.Http.Credential.Full)!;
        var run = await RunAsync(target.Target.ToString(), "--key", key, "--rule", "user-email-unique", "--rule", "find-user-status", "--report", reports);
        run.Code.ShouldBe(1, run.All);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(reports, "report.json")))!;
        var rule = report["rules"]!.AsArray().Single(entry => (string)entry!["id"]! == "user-email-unique")!;
        ((string)rule["verdict"]!).ShouldBe("fail");
        rule["reproduce"]!.AsArray().ShouldAllBe(line => line!.ToString().StartsWith("curl ", StringComparison.Ordinal));
        var everything = run.All + string.Concat(Directory.GetFiles(reports).Select(File.ReadAllText));
        everything.Replace(target.Target.ToString(), "", StringComparison.Ordinal).ShouldNotContain($"Bearer {key}");
    }

    [Test]
    public async Task A_baseline_may_be_the_report_that_is_written_over_and_drift_is_1()
    {
        var reports = Path.Combine(_reports, "drift");
        var baseline = Path.Combine(reports, "report.json");
        string[] rest = ["--key", "demo", "--mode", "read-only", "--rule", "find-user-unknown-record", "--report", reports];
        (await RunAsync(rest)).Code.ShouldBe(0);
        var report = await File.ReadAllTextAsync(baseline);
        (await File.ReadAllTextAsync(Path.Combine(reports, "profile.json"))).ShouldContain("\"find-user-unknown-record\": \"not-found\"");
        await File.WriteAllTextAsync(baseline, report.Replace("\"not-found\"", "\"bad-request\"", StringComparison.Ordinal));
        var run = await RunAsync([.. rest, "--baseline", baseline]);
        run.Code.ShouldBe(1, run.All);
        var drift = JsonNode.Parse(await File.ReadAllTextAsync(baseline))!["drift"]!["rules"]!.AsArray().Single()!;
        (drift["kind"]!.ToString(), drift["before"]!.ToString(), drift["now"]!.ToString()).ShouldBe(("reading-changed", "bad-request", "not-found"));
        (await RunAsync([.. rest, "--baseline", Path.Combine(reports, "profile.json")])).ShouldSatisfyAllConditions(
            wrong => wrong.Code.ShouldBe(2, wrong.All), wrong => wrong.Error.ShouldContain("report.json"));
    }

    [Test]
    public async Task No_key_or_a_wrong_one_is_2()
    {
        (await RunAsync("--key", "wrong")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(2, run.All), run => run.Error.ShouldContain("401"));
        (await RunAsync()).Code.ShouldBe(2);
    }

    [TestCase("--rule", "user-email-uniqe", "user-email-unique")]
    [TestCase("--api", "planisso", "planiso")]
    [TestCase("--mode", "half", "full")]
    [TestCase("--colour", "red", "colour")]
    public async Task A_wrong_option_is_2_and_names_the_nearest(string option, string value, string says)
    {
        var run = await RunAsync("--key", "demo", option, value);
        run.Code.ShouldBe(2, run.All);
        run.Error.ShouldContain(says);
        run.All.ShouldNotContain("   at ");
    }

    [Test]
    public async Task A_target_that_is_down_or_speaks_html_is_2()
    {
        (await RunAsync("http://127.0.0.1:9", "--key", "demo")).Code.ShouldBe(2);
        using var html = new HttpListener();
        var port = FreePort();
        html.Prefixes.Add($"http://127.0.0.1:{port}/");
        html.Start();
        var serving = Task.Run(async () =>
        {
            var context = await html.GetContextAsync();
            context.Response.ContentType = "text/html";
            await context.Response.OutputStream.WriteAsync("<html>Welcome</html>"u8.ToArray());
            context.Response.Close();
        });
        var run = await RunAsync($"http://127.0.0.1:{port}", "--key", "demo");
        run.Code.ShouldBe(2, run.All);
        run.Error.ShouldContain("HTML");
        await serving;
    }

    [Test]
    public async Task The_list_tells_of_each_rule_how_it_is_broken()
    {
        var run = await Program.RunAsync(Program.Conformance, "--list", "--api", "planiso");
        run.Code.ShouldBe(0, run.All);
        // Words, since thousands of searches through a megabyte would take as long as a run.
        var words = run.Output.Split([' ', ':', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var rules = PlanisoContract.Spec.Contracts.Load("planiso").Rules;
        rules.Select(rule => rule.Id).Concat(rules.SelectMany(rule => rule.Breakages).Select(breakage => breakage.Name))
            .Where(name => !words.Contains(name)).ShouldBeEmpty();
    }

    [Test]
    public async Task Without_a_target_it_starts_a_program_and_judges_that()
    {
        var mock = $"dotnet \"{Program.Mock.Location}\" --urls http://127.0.0.1:0";
        // As PowerShell passes options on.
        var run = await Program.RunAsync(Program.Conformance, "--start", mock, "-Api", "planiso", "-Rule", "user-email-unique");
        run.Code.ShouldBe(0, run.All);
        var wrong = await Program.RunAsync(Program.Conformance, "--start", "no-such-program", "--api", "planiso");
        wrong.Code.ShouldBe(2, wrong.All);
        wrong.Error.ShouldContain("no-such-program");
        // One that gives up says why in its last line; here, that --urls is no URL.
        var given = $"dotnet \"{Program.Mock.Location}\" --urls nonsense";
        var ended = await Program.RunAsync(Program.Conformance, "--start", given, "--api", "planiso");
        ended.Code.ShouldBe(2, ended.All);
        ended.Error.ShouldContain("ended with code");
    }

    private Task<Program.Outcome> RunAsync(params string[] arguments) =>
        arguments is [var target, ..] && target.StartsWith("http", StringComparison.Ordinal)
            ? Program.RunAsync(Program.Conformance, ["--target", target, "--api", "planiso", .. arguments[1..]])
            : Program.RunAsync(Program.Conformance, arguments.Contains("--api")
                ? ["--target", _mock.Url.ToString(), .. arguments]
                : ["--target", _mock.Url.ToString(), "--api", "planiso", .. arguments]);

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
