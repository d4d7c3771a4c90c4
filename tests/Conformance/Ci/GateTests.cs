using System.Xml.Linq;
using PlanisoContract.Conformance.Dialects;
using PlanisoContract.Conformance.Http;
using YamlDotNet.RepresentationModel;

namespace PlanisoContract.Tests.Conformance.Ci;

/// <summary>The documented CI jobs, tried step by step: their scripts run in bash against a mock.</summary>
public sealed class GateTests
{
    private const string Rules = "--rule user-email-unique --rule find-user-unknown-record --rule find-user-status";

    private TestMock _mock = null!;
    private string _directory = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        if (!Shell.Exists())
            Assert.Ignore("There is no bash here, which the scripts of the CI files are written for.");
        if (Program.Conformance.Location.Contains(' ', StringComparison.Ordinal))
            Assert.Ignore("The input program takes words parted by spaces, and there is a space in the path of this build.");
        _mock = await TestMock.StartAsync();
        _directory = Directory.CreateTempSubdirectory("gate").FullName;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_mock is null)
            return;
        Directory.Delete(_directory, recursive: true);
        await _mock.DisposeAsync();
    }

    [Test]
    public async Task The_workflow_keeps_a_baseline_of_a_good_night_and_fails_in_a_bad_one()
    {
        var workflow = Yaml.Load("conformance", "ci", "github-workflow.yml");
        var good = await _mock.SiloAsync();
        var bad = await _mock.SiloAsync(broken: ["user-email-unique"]);
        var scratch = Directory.CreateDirectory(Path.Combine(_directory, "github")).FullName;

        var job = new GitHubJob(scratch);
        var first = await job.RunAsync(workflow, Context(good));
        var log = first.Log.ToString();
        first.Steps["steps.judge.outputs.exit-code"].ShouldBe("0", log);
        first.Steps["steps.judge.outputs.verdict"].ShouldBe("conforms");
        first.Steps["steps.judge.outputs.report"].ShouldBe("report");
        first.Steps["steps.next.outcome"].ShouldBe("success");
        log.ShouldContain("There is no baseline/report.json yet");
        Directory.GetFiles(first.Artifact).Select(Path.GetFileName).Intersect(["report.html", "report.json", "junit.xml", "summary.md"]).Count().ShouldBe(4);
        File.ReadAllText(first.Summary).ShouldContain("conforms to the planiso contract");
        var kept = Path.Combine(scratch, "cache", "baseline", "report.json");
        var baseline = File.ReadAllText(kept);

        var second = await job.RunAsync(workflow, Context(bad));
        log = second.Log.ToString();
        second.Steps["steps.judge.outputs.exit-code"].ShouldBe("1", log);
        second.Steps["steps.judge.outcome"].ShouldBe("failure");
        second.Steps["steps.next.outcome"].ShouldBe("skipped");
        log.ShouldNotContain("There is no baseline");
        log.ShouldContain("::error file=spec/planiso.openapi.yaml,line=");
        File.ReadAllText(second.Summary).ShouldContain("user-email-unique");
        File.ReadAllText(kept).ShouldBe(baseline);
        log.ShouldNotContain("Bearer " + bad.Keys.Of(Credential.Full));

        // No rule is violated, and something is read otherwise than in the night that was kept.
        var third = await job.RunAsync(workflow, Context(await _mock.SiloAsync([KeyValuePair.Create("find-user-unknown-record", "bad-request")])));
        log = third.Log.ToString();
        third.Steps["steps.judge.outputs.exit-code"].ShouldBe("1", log);
        third.Steps["steps.next.outcome"].ShouldBe("skipped");
        log.ShouldContain("::warning file=spec/planiso.openapi.yaml,line=");
        log.ShouldNotContain("::error file=");
        File.ReadAllText(third.Summary).ShouldContain("bad-request");
        File.ReadAllText(kept).ShouldBe(baseline);
    }

    [Test]
    public async Task The_workflow_accepts_what_it_is_told_to_and_cannot_judge_what_is_not_there()
    {
        var workflow = Yaml.Load("conformance", "ci", "github-workflow.yml");
        var scratch = Directory.CreateDirectory(Path.Combine(_directory, "github-accept")).FullName;
        var bad = Context(await _mock.SiloAsync(broken: ["user-email-unique"]));
        bad["inputs.accept"] = "true";
        var accepted = await new GitHubJob(scratch).RunAsync(workflow, bad);
        accepted.Steps["steps.judge.outputs.verdict"].ShouldBe("violates", accepted.Log.ToString());
        accepted.Steps["steps.next.outcome"].ShouldBe("success");
        File.Exists(Path.Combine(scratch, "cache", "baseline", "report.json")).ShouldBeTrue();

        var nowhere = Context(_mock.Demo);
        nowhere["vars.CONFORMANCE_TARGET"] = "http://127.0.0.1:9";
        var down = await new GitHubJob(Path.Combine(scratch, "down")).RunAsync(workflow, nowhere);
        down.Steps["steps.judge.outputs.exit-code"].ShouldBe("2", down.Log.ToString());
        down.Steps["steps.judge.outputs.verdict"].ShouldBe("could-not-judge");
        down.Log.ToString().ShouldContain("::error title=Could not judge::");
        File.ReadAllText(down.Summary).ShouldContain("# Could not judge");
    }

    [Test]
    public async Task The_GitLab_job_fails_with_the_program_s_code_and_leaves_its_artifacts()
    {
        var job = Yaml.Load("conformance", "ci", "gitlab-ci.yml").At("conformance")!;
        var script = string.Join('\n', ((YamlSequenceNode)job.At("script")!).Children.Select(line => ((YamlScalarNode)line).Value));
        var workspace = Directory.CreateDirectory(Path.Combine(_directory, "gitlab")).FullName;
        var kept = Path.Combine(workspace, "baseline", "report.json");

        (await RunAsync(await _mock.SiloAsync(broken: ["user-email-unique"]))).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1, run.All));
        File.Exists(kept).ShouldBeFalse();
        var junit = Path.Combine(workspace, job.Text("artifacts", "reports", "junit")!);
        XDocument.Load(junit).Descendants("failure").Count().ShouldBe(1);
        (await RunAsync(await _mock.SiloAsync())).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.All));
        File.Exists(kept).ShouldBeTrue();
        ((YamlSequenceNode)job.At("artifacts", "paths")!).Children.Single().ToString().ShouldBe("report/");

        Task<Program.Outcome> RunAsync(TargetOptions target) => Shell.RunAsync(script, workspace,
        [
            .. job.Texts("variables"),
            KeyValuePair.Create("PROGRAM", $"dotnet {Program.Conformance.Location} {Rules}"),
            KeyValuePair.Create("PLANISO_TARGET", target.Target.ToString()),
            KeyValuePair.Create("PLANISO_KEY", target.Keys.Of(Credential.Full)!),
        ]);
    }

    private static Dictionary<string, string> Context(TargetOptions target) => new()
    {
        ["github.run_id"] = "1",
        ["inputs.accept"] = "",
        ["vars.CONFORMANCE_TARGET"] = target.Target.ToString(),
        ["vars.CONFORMANCE_PROGRAM"] = $"dotnet {Program.Conformance.Location} {Rules}",
        ["secrets.CONFORMANCE_KEY"] = target.Keys.Of(Credential.Full)!,
    };
}
