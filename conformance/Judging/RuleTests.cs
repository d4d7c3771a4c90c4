using NUnit.Framework;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Judging;

/// <summary>One NUnit test for each rule of the run, named by the rule's id.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class RuleTests
{
    /// <summary>What the tests are about: NUnit makes the fixture itself, so it can only be told here.</summary>
    internal static NUnitRun? Current { get; set; }

    private static IEnumerable<TestCaseData> Cases =>
        Current?.Rules.Where(rule => !Checks.NeedsQuiet(rule.Behavior)).Select(rule => new TestCaseData(rule).SetName(rule.Id)) ?? [];

    /// <summary>The target obeys the rule, in one of its tolerated readings.</summary>
    [TestCaseSource(nameof(Cases))]
    public Task Holds(Rule rule) => Judge(rule);

    internal static async Task Judge(Rule rule)
    {
        var result = await Current!.Judge(rule);
        if (result.Word == Word.Fail)
            Assert.Fail(result.Message);
        if (result.Word is Word.Inconclusive or Word.Error)
            Assert.Inconclusive(result.Message);
        if (result.Word == Word.NotServed)
            Assert.Ignore(result.Message);
    }
}

/// <summary>The rules that are judged while no other check writes: NUnit runs them after all others, one by one.</summary>
[TestFixture]
[NonParallelizable]
public sealed class QuietRuleTests
{
    private static IEnumerable<TestCaseData> Cases =>
        RuleTests.Current?.Rules.Where(rule => Checks.NeedsQuiet(rule.Behavior)).Select(rule => new TestCaseData(rule).SetName(rule.Id)) ?? [];

    /// <inheritdoc cref="RuleTests.Holds"/>
    [TestCaseSource(nameof(Cases))]
    public Task Holds(Rule rule) => RuleTests.Judge(rule);
}
