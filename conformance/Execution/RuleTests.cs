using NUnit.Framework;

[assembly: LevelOfParallelism(16)]

namespace PlanisoContract.Conformance.Execution;

/// <summary>One NUnit test for each rule, named by its API and id: those of the program's run, or of <c>dotnet test conformance</c>.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class RuleTests
{
    private static IEnumerable<TestCaseData> Cases => RuleSource.Current.Cases.Where(rule => !rule.IsLast).Select(Case);

    [OneTimeSetUp]
    public static void SkipWithoutTarget()
    {
        if (RuleSource.Current.Skipped is { } reason)
            Assert.Ignore(reason);
    }

    /// <summary>The target obeys the rule, in one of its tolerated readings.</summary>
    [TestCaseSource(nameof(Cases))]
    public Task Holds(Func<Task> judge) => judge();

    internal static TestCaseData Case(RuleCase one)
    {
        var (rule, place) = (one.Rule, one.Rule.Place);
        var test = new TestCaseData((Func<Task>)(() => one.Judge(rule))).SetName($"{one.Api} {rule.Id}").SetCategory(rule.Behavior.About.ToString());
        if ((place.Resource?.Name ?? place.Operation?.Resource) is { } resource)
            test.SetCategory(resource);
        return place.Operation is { } operation ? test.SetCategory(operation.OperationId) : test;
    }
}

/// <summary>The rules that are judged while no other check writes: NUnit runs them after all others, one by one.</summary>
[TestFixture]
[NonParallelizable]
public sealed class QuietRuleTests
{
    private static IEnumerable<TestCaseData> Cases =>
    [
        .. RuleSource.Current.Cases.Where(rule => rule.IsLast).Select(RuleTests.Case),
        .. RuleSource.Current.End is { } end ? [new TestCaseData(end).SetName("the run comes to a verdict")] : Array.Empty<TestCaseData>(),
    ];

    [OneTimeSetUp]
    public static void SkipWithoutTarget() => RuleTests.SkipWithoutTarget();

    /// <inheritdoc cref="RuleTests.Holds"/>
    [TestCaseSource(nameof(Cases))]
    public Task Holds(Func<Task> judge) => judge();
}

/// <summary>Cleans up after a test host, whichever of the tests were chosen.</summary>
[SetUpFixture]
// Otherwise NUnit runs what is in it as not parallel: the quiet rules first, and the end of the run before all others.
[Parallelizable]
public sealed class HostCleanup
{
    [OneTimeTearDown]
    public Task End() => RuleSource.Host.End(TestContext.Progress);
}
