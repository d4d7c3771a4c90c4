using NUnit.Framework;
using PlanisoContract.Spec;

[assembly: LevelOfParallelism(16)]

namespace PlanisoContract.Conformance.Execution;

/// <summary>One NUnit test for each rule, named by its API and id: those of the program's run, or of <c>dotnet test conformance</c>.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class RuleTests
{
    /// <summary>What the tests are about where the program runs them: NUnit makes the fixture itself, so it can only be told here.</summary>
    internal static NUnitRun? Current { get; set; }

    /// <summary>What they are about where a test host runs them.</summary>
    internal static TestHostRun Host { get; } = new(Environment.GetEnvironmentVariable);

    private static IEnumerable<TestCaseData> Cases => Of(rule => !IsLast(rule));

    [OneTimeSetUp]
    public static void SkipWithoutTarget()
    {
        if (Current is null && Host.Skipped is { } reason)
            Assert.Ignore(reason);
    }

    /// <summary>The target obeys the rule, in one of its tolerated readings.</summary>
    [TestCaseSource(nameof(Cases))]
    public Task Holds(string api, string id) => Judge(id);

    internal static IEnumerable<TestCaseData> Of(Func<Rule, bool> chosen) => Current is { } run
        ? run.Rules.Where(chosen).Select(rule => Case(run.Contract, rule))
        : Host.Contracts.SelectMany(contract => contract.Rules.Where(chosen).Select(rule => Case(contract, rule)));

    // In a test host also what exchanges of the others may show: a program's run looks at its end.
    internal static bool IsLast(Rule rule) => Checks.NeedsQuiet(rule.Behavior) || (Current is null && rule.Place == Place.Api);

    internal static async Task Judge(string id)
    {
        if (Current is { } run)
        {
            Tell(await run.Judge(run.Contract.Rule(id)!));
            return;
        }
        var (result, problem) = await Host.Judge(id);
        if (problem is not null)
            Assert.Fail($"Could not judge: {problem}");
        if (result is null)
            Assert.Ignore("The rule was not chosen: PLANISO_RULE, PLANISO_RESOURCE and PLANISO_EXCLUDE choose.");
        else
            Tell(result);
    }

    private static void Tell(RuleResult result)
    {
        // An operation that does not answer is told by the rule on its status.
        if (result.Word == Word.Fail || (result.Unanswered is not null && result.Rule.Behavior == Behaviors.Status))
            Assert.Fail(string.Join('\n', result.Reproduce.Prepend(result.Message)));
        if (result.Word is Word.Inconclusive or Word.Error)
            Assert.Inconclusive(result.Message);
        if (result.Word == Word.NotServed)
            Assert.Ignore($"Not served. {result.Message}");
    }

    private static TestCaseData Case(Contract contract, Rule rule)
    {
        var test = new TestCaseData(contract.Api, rule.Id).SetName($"{contract.Api} {rule.Id}").SetCategory(rule.Behavior.About.ToString());
        if ((rule.Place.Resource?.Name ?? rule.Place.Operation?.Resource) is { } resource)
            test.SetCategory(resource);
        return rule.Place.Operation is { } operation ? test.SetCategory(operation.OperationId) : test;
    }
}

/// <summary>Cleans up after a test host, whichever of the tests were chosen.</summary>
[SetUpFixture]
public sealed class HostCleanup
{
    [OneTimeTearDown]
    public Task End() => RuleTests.Host.End(TestContext.Progress);
}

/// <summary>The rules that are judged while no other check writes: NUnit runs them after all others, one by one.</summary>
[TestFixture]
[NonParallelizable]
public sealed class QuietRuleTests
{
    private const string Run = "run";

    [OneTimeSetUp]
    public static void SkipWithoutTarget() => RuleTests.SkipWithoutTarget();

    private static IEnumerable<TestCaseData> Cases => RuleTests.Current is not null
        ? RuleTests.Of(RuleTests.IsLast)
        : RuleTests.Of(RuleTests.IsLast).Append(new TestCaseData(Run, Run).SetName("the run comes to a verdict"));

    /// <inheritdoc cref="RuleTests.Holds"/>
    [TestCaseSource(nameof(Cases))]
    public Task Holds(string api, string id) => api == Run ? End() : RuleTests.Judge(id);

    // In a test host: it fails where too much could not be judged, or where the target has drifted.
    private static async Task End()
    {
        if (await RuleTests.Host.End(TestContext.Progress) is { Failed.IsEmpty: true } result && result.ExitCode != RunResult.Conforms)
            Assert.Fail(result.Headline);
    }
}
