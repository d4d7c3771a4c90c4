using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary>The violated rules, each with all that it takes to see and repair it; what seems to follow from one is folded under it.</summary>
internal static class HtmlViolations
{
    public static XElement? Of(Report report)
    {
        var (run, consequences) = (report.Result.Run, report.Consequences);
        if (consequences.Roots.IsEmpty)
            return null;
        var limits = DetailLimits.For(consequences.Roots.Length);
        return Html.Section(Anchors.Violations, "Violations",
            Html.Element("p", "quiet", report.CurlNote),
            consequences.Roots.Select(root => Violation(run, root, limits, Followers(run, root, consequences))));
    }

    private static XElement Violation(Run run, RuleResult failed, DetailLimits limits, XElement? followers) => Html.Element("article", "violation",
        new XAttribute("id", Anchors.Violation(failed.Rule)),
        new XElement("h3", Html.Link(Anchors.Of(failed.Rule), failed.Rule.Id)),
        new XElement("p", $"{failed.Rule.Behavior.Summary} ", Html.Element("span", "quiet", Wording.Of(failed.Rule.Place))),
        Html.Sides(failed.Expected!, failed.Actual!),
        Declared(failed),
        Evidence(run, failed, limits),
        followers);

    private static XElement Declared(RuleResult failed) => Html.Element("p", "quiet",
        "Declared at ", new XElement("code", Wording.File(failed)), " ", new XElement("code", failed.Rule.Pointer.Length == 0 ? "/" : failed.Rule.Pointer),
        $" from {failed.Rule.Source}, {Wording.Of(failed.Rule.Standing)}.");

    private static IEnumerable<XElement> Evidence(Run run, RuleResult failed, DetailLimits limits)
    {
        if (!failed.Exchanges.IsEmpty)
            yield return Html.Details("evidence", RunResult.Counted(failed.Exchanges.Length, "exchange shows it", "exchanges show it"),
                HtmlExchange.All(run, failed.Exchanges, limits));
        if (!failed.Reproduce.IsEmpty)
            yield return Html.Details("again", "Show it again with curl", Html.Lines(failed.Reproduce.TakeLast(limits.Lines)));
    }

    private static XElement? Followers(Run run, RuleResult root, Consequences consequences) =>
        consequences.From(root) is { IsEmpty: false } followers
            ? Html.Details("follow", Wording.Following(followers),
                Html.Element("p", "quiet", "The last answer to each of these breaks the rule above, so repair that first. Their verdicts count all the same."),
                followers.Select(follower => Follower(run, follower)))
            : null;

    private static XElement Follower(Run run, RuleResult follower) => follower.Verdict == VerdictKind.Fail
        ? Html.Element("div", "follower",
            new XAttribute("id", Anchors.Violation(follower.Rule)),
            new XElement("p", Html.Link(Anchors.Of(follower.Rule), new XElement("code", follower.Rule.Id)), $" {follower.Rule.Behavior.Summary}"),
            new XElement("p", new XElement("b", "Expected"), $" {Html.Text(Truncation.To(Truncation.Short, follower.Expected!))} ",
                new XElement("b", "Actual"), $" {Html.Text(Truncation.To(Truncation.Short, follower.Actual!))}"),
            Html.Details("evidence", "Last exchange, and how to show it again",
                HtmlExchange.All(run, [.. follower.Exchanges.TakeLast(1)], DetailLimits.Follower),
                Html.Lines(follower.Reproduce.TakeLast(DetailLimits.Follower.Lines))))
        : Html.Element("div", "follower",
            new XElement("p", Html.Link(Anchors.Of(follower.Rule), new XElement("code", follower.Rule.Id)),
                $" could not be judged. {Html.Text(Truncation.To(Truncation.Short, follower.Message))}"));
}

/// <summary>How much each of many violations may say, so that the page of a target that breaks everything can still be opened.</summary>
/// <param name="Exchanges">The last so many.</param>
/// <param name="Body">Characters of a body.</param>
/// <param name="Lines">The last so many curl lines.</param>
internal sealed record DetailLimits(int Exchanges, int Body, int Lines)
{
    /// <summary>What follows from something else is looked at last.</summary>
    public static readonly DetailLimits Follower = new(1, 300, 2);

    public static DetailLimits For(int violations) => violations switch
    {
        <= 40 => new DetailLimits(8, 3_000, 12),
        <= 200 => new DetailLimits(4, 1_000, 6),
        _ => new DetailLimits(1, 400, 2),
    };
}
