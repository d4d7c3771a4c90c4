using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The ids within <c>report.html</c>. A rule's begin with a word of their own, so that no rule can take a section's.</summary>
internal static class Anchors
{
    public const string Matrix = "matrix";
    public const string Drift = "drift";
    public const string Violations = "violations";
    public const string Walks = "walks";
    public const string LeftBehind = "left-behind";
    public const string Coverage = "coverage";
    public const string Readings = "readings";
    public const string NotServed = "not-served";
    public const string Errors = "errors";
    public const string Inconclusive = "inconclusive";
    public const string Rules = "rules";

    /// <summary>The line of a rule in the table of all rules.</summary>
    public static string Of(Rule rule) => $"rule-{rule.Id}";

    /// <summary>The violation of a rule.</summary>
    public static string Violation(Rule rule) => $"violation-{rule.Id}";

    /// <summary>Where most is said of a result.</summary>
    public static string Of(RuleResult result) => result.Word == Word.Fail ? Violation(result.Rule) : Of(result.Rule);
}
