using YamlDotNet.RepresentationModel;

namespace PlanisoContract.Tests.Conformance.Ci;

/// <summary>
/// Plays a job of GitHub Actions, step by step: <c>run</c> in bash, our own action by its file; of the actions of others what
/// their files do here. One workspace for each run, one cache for all of them.
/// </summary>
internal sealed class GitHubJob(string directory)
{
    private readonly string _cache = Path.Combine(directory, "cache");
    private int _runs;

    /// <summary>Plays the one job of a workflow from the beginning to the end.</summary>
    public async Task<Played> RunAsync(YamlMappingNode workflow, IReadOnlyDictionary<string, string> context)
    {
        var job = (YamlMappingNode)((YamlMappingNode)workflow.At("jobs")!).Children.Single().Value;
        var workspace = Directory.CreateDirectory(Path.Combine(directory, $"run{++_runs}")).FullName;
        var run = new Played(workspace, Path.Combine(directory, $"artifact{_runs}"), Path.Combine(directory, $"summary{_runs}.md"));
        await StepsAsync(run, job.Steps("steps"), context, run.Steps);
        return run;
    }

    private async Task<bool> StepsAsync(Played run, IEnumerable<YamlMappingNode> steps, IReadOnlyDictionary<string, string> known, Dictionary<string, string> outcomes)
    {
        var failed = false;
        foreach (var step in steps)
        {
            var expressions = new Expressions(name => Value(name, known, outcomes));
            var ran = expressions.Holds(step.Text("if"), failed);
            var passed = ran && await StepAsync(run, step, expressions, outcomes);
            failed |= ran && !passed;
            if (step.Text("id") is { } id)
                outcomes[$"steps.{id}.outcome"] = !ran ? "skipped" : passed ? "success" : "failure";
        }
        return !failed;
    }

    // A step that did not run has no outputs, which is an empty text.
    private static string Value(string name, IReadOnlyDictionary<string, string> known, Dictionary<string, string> outcomes) =>
        name.StartsWith("steps.", StringComparison.Ordinal) ? outcomes.GetValueOrDefault(name, "")
        : known.TryGetValue(name, out var value) ? value
        : throw new InvalidOperationException($"This test gives no value to {name}.");

    private async Task<bool> StepAsync(Played run, YamlMappingNode step, Expressions expressions, Dictionary<string, string> outcomes)
    {
        var with = step.Texts("with").ToDictionary(pair => pair.Key, pair => expressions.Fill(pair.Value));
        if (step.Text("run") is { } script)
            return await ScriptAsync(run, step, script, expressions, outcomes);
        switch (step.Text("uses")!.Split('@')[0])
        {
            case "actions/checkout" or "actions/setup-dotnet":
                return true;
            case "actions/cache/restore":
                return Copy(Path.Combine(_cache, with["path"]), Path.Combine(run.Workspace, with["path"]));
            case "actions/cache/save":
                return Copy(Path.Combine(run.Workspace, with["path"]), Path.Combine(_cache, with["path"]));
            case "actions/upload-artifact":
                return Copy(Path.Combine(run.Workspace, with["path"]), run.Artifact);
            case "./conformance":
                return await ActionAsync(run, with, step.Text("id"), outcomes);
            default:
                throw new InvalidOperationException($"This test cannot play {step.Text("uses")}.");
        }
    }

    private async Task<bool> ActionAsync(Played run, Dictionary<string, string> with, string? id, Dictionary<string, string> outcomes)
    {
        var action = Yaml.Load("conformance", "action.yml");
        var inputs = (YamlMappingNode)action.At("inputs")!;
        with.Keys.Except(inputs.Children.Keys.Select(key => ((YamlScalarNode)key).Value!)).ShouldBeEmpty();
        var known = new Dictionary<string, string> { ["github.action_path"] = Repository.PathTo("conformance") };
        foreach (var (name, input) in inputs.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, pair.Value)))
            known[$"inputs.{name}"] = with.GetValueOrDefault(name, input.Text("default") ?? "");
        var within = new Dictionary<string, string>();
        var passed = await StepsAsync(run, action.Steps("runs", "steps"), known, within);
        foreach (var (name, output) in ((YamlMappingNode)action.At("outputs")!).Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, pair.Value)))
            outcomes[$"steps.{id}.outputs.{name}"] = new Expressions(asked => Value(asked, known, within)).Fill(output.Text("value")!);
        return passed;
    }

    private static async Task<bool> ScriptAsync(Played run, YamlMappingNode step, string script, Expressions expressions, Dictionary<string, string> outcomes)
    {
        var outputs = Path.Combine(run.Workspace, $"outputs-{Guid.NewGuid():N}");
        var outcome = await Shell.RunAsync(expressions.Fill(script), run.Workspace,
        [
            .. step.Texts("env").Select(pair => KeyValuePair.Create(pair.Key, expressions.Fill(pair.Value))),
            KeyValuePair.Create("GITHUB_ACTIONS", "true"),
            KeyValuePair.Create("GITHUB_OUTPUT", outputs),
            KeyValuePair.Create("GITHUB_STEP_SUMMARY", run.Summary),
        ]);
        run.Log.Append(outcome.All);
        foreach (var line in File.Exists(outputs) ? File.ReadAllLines(outputs) : [])
            outcomes[$"steps.{step.Text("id")}.outputs.{line.Split('=')[0]}"] = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return outcome.Code == 0;
    }

    private static bool Copy(string from, string to)
    {
        foreach (var file in Directory.Exists(from) ? Directory.GetFiles(from) : [])
            File.Copy(file, Path.Combine(Directory.CreateDirectory(to).FullName, Path.GetFileName(file)), overwrite: true);
        return true;
    }

    internal sealed record Played(string Workspace, string Artifact, string Summary)
    {
        /// <summary>Outcomes and outputs, as expressions name them.</summary>
        public Dictionary<string, string> Steps { get; } = [];

        public System.Text.StringBuilder Log { get; } = new();
    }
}
