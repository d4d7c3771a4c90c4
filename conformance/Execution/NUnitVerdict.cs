using NUnit.Framework;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>Ends the test that is running as the verdict on its rule says.</summary>
internal static class NUnitVerdict
{
    public static void Report(RuleResult result)
    {
        // An operation that does not answer fails the rule on its status alone.
        if (result.Verdict == VerdictKind.Fail || (result.Unanswered is not null && result.Rule.Behavior == Behaviors.Status))
            Assert.Fail(string.Join('\n', result.Reproduce.Prepend(result.Message)));
        if (result.Verdict is VerdictKind.Inconclusive or VerdictKind.Error)
            Assert.Inconclusive(result.Message);
        if (result.Verdict == VerdictKind.NotServed)
            Assert.Ignore($"Not served. {result.Message}");
    }
}
