using System.Text.Json.Nodes;
using System.Xml.Linq;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Reports;

/// <summary>What fails only because something universal is broken is folded under it, and nothing else is.</summary>
public sealed class ConsequencesTests() : SharedMock("planiso")
{
    private static readonly Contract Contract = Contracts.Load("planiso");

    [Test]
    public async Task Hundreds_that_follow_from_one_are_shown_under_it_and_counted_so()
    {
        var result = await JudgeAsync(["envelope"]);
        var consequences = result.Consequences;
        consequences.Roots.Select(root => root.Rule.Id).ShouldBe(["envelope"]);
        consequences.Failed.ShouldBe(result.Failed.Length - 1);
        consequences.Failed.ShouldBeGreaterThan(100);
        result.Headline.ShouldContain($"1 rule, from which {consequences.Failed} more seem to follow");
        result.ExitCode.ShouldBe(RunResult.Violates);
        var all = Fabricated.All(result);
        ((int)JsonNode.Parse(all[ReportFiles.Json])!["summary"]!["fail"]!).ShouldBe(result.Failed.Length);
        var violations = XDocument.Parse(all[ReportFiles.Html]).Descendants("article").ToList();
        violations.Count.ShouldBe(1);
        violations[0].Descendants("div").Count(element => (string?)element.Attribute("class") == "follower").ShouldBe(consequences.Failed + consequences.Open);
        all["console"].ShouldContain($"{consequences.Failed} fail");
        // What follows from it is not told once more by its reasons.
        all["console"].Split('\n').Length.ShouldBeLessThan(40);
        all["commands"].Split("::error").Length.ShouldBe(2);
        all["commands"].ShouldContain($"{consequences.Failed} rules that seem to follow");
        // Readable, and quickly loaded, even then.
        all[ReportFiles.Html].Length.ShouldBeLessThan(3_000_000);
        all[ReportFiles.Markdown].Length.ShouldBeLessThan(20_000);
    }

    [Test]
    public async Task What_is_wrong_with_every_answer_but_breaks_nothing_explains_nothing()
    {
        // Each answer to the second has the wrong Content-Type, too, which hundreds of rules pass with.
        var result = await JudgeAsync(["json-answer", "project-name-round-trip"],
            rule => rule.Behavior == Behaviors.JsonAnswer || rule.Place.Resource?.Name == "Project");
        result.Consequences.Roots.Select(root => root.Rule.Id).ShouldBe(["json-answer", "project-name-round-trip"], ignoreOrder: true);
        result.Failed.First(failed => failed.Rule.Id == "project-name-round-trip").Suspects.ShouldContain("json-answer");
    }

    [Test]
    public async Task Eight_mistakes_in_two_resources_are_all_told_the_worst_first_and_each_once()
    {
        string[] mistakes =
        [
            "user-soft-delete", "update-equipment-partial", "user-email-unique", "equipment-year-maximum",
            "list-users-order", "find-user-unknown-record", "find-user-no-as", "error-envelope",
        ];
        var result = await JudgeAsync(mistakes, rule => rule.Place == Place.Api || rule.Place.Resource?.Name is "User" or "Equipment"
            || rule.Place.Operation?.Resource is "User" or "Equipment");
        var roots = result.Consequences.Roots;
        var known = mistakes.Select(id => Contract.Rule(id)?.Id ?? id).ToList();
        known.ShouldBeSubsetOf(roots.Select(root => root.Rule.Id));
        roots.Select(Severities.Of).ShouldBeInOrder();
        // What one mistake breaks beside its own rule stands under it; but that an update leaves a flag without a value is told by the
        // schema of what shows it as well.
        string.Join('\n', roots.Where(root => !known.Contains(root.Rule.Id) && root.Rule.Id != "list-equipment-schema")).ShouldBeEmpty();
        var reports = Fabricated.All(result);
        foreach (var mistake in known)
        {
            reports["console"].Split($"{mistake} is violated").Length.ShouldBe(2, mistake);
            reports[ReportFiles.Markdown].Split($"### {mistake}\n").Length.ShouldBe(2, mistake);
        }
    }

    private async Task<RunResult> JudgeAsync(string[] broken, Func<Rule, bool>? which = null)
    {
        var target = await Mock.SiloAsync(broken: broken);
        var run = Run.Create(Contract, target, Clock.Suite);
        var results = new System.Collections.Concurrent.ConcurrentBag<RuleResult>();
        await Parallel.ForEachAsync(Contract.Rules.Where(which ?? (_ => true)), new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (rule, _) => results.Add(await Judge.JudgeAsync(run, rule)));
        return new RunResult(run, [.. results.Select(result => Judge.Settle(run, result)).OrderBy(result => result.Rule.Index)], TimeSpan.FromSeconds(1));
    }
}
