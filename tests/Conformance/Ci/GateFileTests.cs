using System.Text.RegularExpressions;
using PlanisoContract.Conformance.CommandLine;
using YamlDotNet.RepresentationModel;

namespace PlanisoContract.Tests.Conformance.Ci;

/// <summary>What the CI files must say, and that nothing was forgotten in them when an option came.</summary>
public sealed class GateFileTests
{
    private static readonly string[] Options =
        [.. new Arguments().Command.Options.Select(option => option.Name).Where(name => name.StartsWith("--", StringComparison.Ordinal) && name is not ("--help" or "--version"))];

    [Test]
    public void The_action_has_an_input_for_every_option_and_passes_it_by_the_environment()
    {
        var action = Yaml.Load("conformance", "action.yml");
        var inputs = ((YamlMappingNode)action.At("inputs")!).Children.Keys.Select(key => ((YamlScalarNode)key).Value!).ToList();
        inputs.Except(["program"]).ShouldBe(Options.Except(["--list"]).Select(option => option[2..]), ignoreOrder: true);
        var judge = action.Steps("runs", "steps").Single(step => step.Text("id") == "judge");
        var environment = judge.Texts("env").ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var input in inputs.Except(["plan", "program"]))
            environment["PLANISO_" + input.Replace('-', '_').ToUpperInvariant()].ShouldBe($"${{{{ inputs.{input} }}}}");
        // What is filled into a script is a part of it, whatever it holds.
        judge.Text("run")!.ShouldNotContain("${{");
    }

    [Test]
    public void No_script_of_the_workflow_has_anything_filled_in()
    {
        var steps = ((YamlMappingNode)Yaml.Load("conformance", "ci", "github-workflow.yml").At("jobs")!).Children.Single().Value.Steps("steps").ToList();
        foreach (var step in steps)
            (step.Text("run") ?? "").ShouldNotContain("${{");
        steps.Single(step => step.Text("uses") == "actions/upload-artifact@v4").Text("if").ShouldBe("always()");
    }

    [Test]
    public void The_workflow_has_few_rights_a_bound_and_no_twin()
    {
        var workflow = Yaml.Load("conformance", "ci", "github-workflow.yml");
        workflow.Texts("permissions").ShouldBe([KeyValuePair.Create("contents", "read")]);
        workflow.Text("concurrency", "cancel-in-progress").ShouldBe("false");
        workflow.Text("jobs", "judge", "timeout-minutes").ShouldNotBeNull();
        workflow.At("on", "schedule").ShouldNotBeNull();
        var job = Yaml.Load("conformance", "ci", "gitlab-ci.yml").At("conformance")!;
        job.Text("resource_group").ShouldNotBeNull();
        job.Text("timeout").ShouldNotBeNull();
        job.Text("artifacts", "when").ShouldBe("always");
    }

    [Test]
    public void PowerShell_has_every_option_under_its_own_name_and_its_help_tells_of_it()
    {
        var help = Repository.Read("run-conformance.ps1");
        foreach (var option in new Arguments().Command.Options.Where(option => Options.Contains(option.Name)))
        {
            var name = "-" + string.Concat(option.Name[2..].Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
            option.Aliases.ShouldContain(name);
            Regex.IsMatch(help, $"(?m)^  {name} ").ShouldBeTrue($"the help of run-conformance.ps1 tells nothing of {name}");
        }
    }
}
