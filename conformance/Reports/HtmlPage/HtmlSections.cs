using System.Collections.Immutable;
using System.Xml.Linq;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.StatefulTesting;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary>What has changed since an earlier run.</summary>
internal static class HtmlDrift
{
    public static XElement? Of(Report report) => report.Result.Drift is not { } drift ? null : Html.Section(Anchors.Drift, "Drift",
        new XElement("p", Html.Text($"Compared with {drift.Baseline}: {report.DriftText}.")),
        drift.Rules.IsEmpty ? null : Html.Table("drift", ["Rule", "Change", "What is seen now"], new XElement("tbody", drift.Rules.Select(rule => Row(report.Result, rule)))),
        drift.Fields.IsEmpty ? null : Html.Table("drift", ["Field", "Change", "In the answers of"], new XElement("tbody", drift.Fields.Select(Row))),
        drift.NotCompared.IsEmpty ? null : Html.Element("ul", "quiet", drift.NotCompared.Select(reason => new XElement("li", Html.Text(reason)))));

    private static XElement Row(RunResult result, RuleDrift rule) => new("tr",
        new XElement("td", result.Results.FirstOrDefault(known => known.Rule.Id == rule.Rule) is { } known
            ? Html.Link(Anchors.Of(known), new XElement("code", rule.Rule))
            : new XElement("code", Html.Text(rule.Rule))),
        new XElement("td", new XElement("b", Wording.Of(rule.Kind)), " ", Html.Element("span", "quiet", Html.Text($"{rule.Before} → {rule.Now}"))),
        new XElement("td", Html.Text(Truncation.To(Truncation.Short, rule.Message))));

    private static XElement Row(FieldDrift field) => new("tr",
        new XElement("td", new XElement("code", Html.Text(field.Field))),
        new XElement("td", new XElement("b", Wording.Of(field.Kind)), " ", Html.Element("span", "quiet", Html.Text(Wording.Types(field)))),
        new XElement("td", new XElement("code", Html.Text(field.Operation))));
}

/// <summary>Records that the run made and that the target still shows.</summary>
internal static class HtmlLeftBehind
{
    public static XElement? Of(Report report) => report.Result.Cleanup is not { } cleanup ? null : Html.Section(Anchors.LeftBehind, "Left behind",
        new XElement("p", $"{Wording.Of(cleanup)}."),
        Table(report.LeftBehind),
        cleanup.Unread.Select(sentence => new XElement("p", Html.Text(sentence))),
        cleanup.Unresolved.IsEmpty ? null : new XElement("div",
            new XElement("p", "Nobody knows what became of these writes:"),
            new XElement("ul", cleanup.Unresolved.Select(sentence => new XElement("li", Html.Text(sentence))))),
        cleanup.Ledger is not { } ledger ? null : new XElement("p", Wording.LedgerAt(cleanup), " ", new XElement("code", Html.Text(ledger))));

    // That soft delete keeps records is no surprise; what remains active is for somebody to look at.
    private static XElement? Table(ImmutableArray<LeftRecords> all)
    {
        if (all.IsEmpty)
            return null;
        var table = Html.Table("left", ["Resource", "State", "Records", "Why"], new XElement("tbody", all.Select(Row)));
        return all.Any(left => left.State == RecordState.Remains) ? table : Html.Details("open", "Show them", table);
    }

    private static XElement Row(LeftRecords left) => new("tr",
        new XElement("td", Html.Text(left.Resource)),
        new XElement("td", new XElement("b", Wording.Of(left.State))),
        new XElement("td", $"{left.Identities.Length} ",
            left.Identities.Length > 12
                ? Html.Details("identities", "identities", Identities(left))
                : Identities(left)),
        new XElement("td", Html.Text(left.Why)));

    private static XElement Identities(LeftRecords left) => new("code", Html.Text(string.Join(", ", left.Identities)));
}

/// <summary>What a run leaves to people: tolerated readings that are not the default, and what could not be judged.</summary>
internal static class HtmlOpen
{
    public static XElement? Readings(Report report) => report.Unusual.IsEmpty ? null :
        Html.Section(Anchors.Readings, "Other readings",
            new XElement("p", $"{RunResult.Counted(report.Unusual.Length, "rule is", "rules are")} read otherwise than by default, in a way that the document allows."),
            Html.Details("open", "Show them", Html.Element("dl", "readings", report.Unusual.SelectMany(unusual => new[]
            {
                new XElement("dt", Html.Link(Anchors.Of(unusual.Rule), new XElement("code", unusual.Rule.Id)), " ", new XElement("b", unusual.Reading)),
                new XElement("dd", Html.Text(unusual.Message), " ",
                    Html.Element("span", "quiet", $"Default: {unusual.Rule.Default.Name}. {unusual.Rule.Default.Sentence}")),
            }))));

    public static XElement? NotServed(Report report) => report.NotServed.IsEmpty ? null :
        Html.Section(Anchors.NotServed, "Not served",
            new XElement("ul", report.NotServed.Select(absent => new XElement("li", Html.Text(absent)))));

    public static XElement? Errors(Report report) => report.Errors.IsEmpty ? null :
        Html.Section(Anchors.Errors, "Faults of the suite",
            new XElement("ul", report.Errors.Select(wrong =>
                new XElement("li", Html.Link(Anchors.Of(wrong.Rule), new XElement("code", wrong.Rule.Id)), " ", Html.Text(wrong.Message)))));

    public static XElement? Inconclusive(Report report) => report.Result.Inconclusive.IsEmpty ? null :
        Html.Section(Anchors.Inconclusive, "Not judged",
            report.Consequences.Open == 0 ? null : Html.Element("p", "quiet", $"{report.Consequences.Open} of these seem to follow from a violation above."),
            report.Result.Inconclusive.Select(reason => Html.Details("reason",
                Html.Text($"{RunResult.Counted(reason.Count(), "rule", "rules")}: {Truncation.To(Truncation.Short, reason.Key)}"),
                new XElement("p", reason.Select(open => new object[] { Html.Link(Anchors.Of(open.Rule), new XElement("code", open.Rule.Id)), " " })))));
}

/// <summary>Random sequences of operations that were answered otherwise than predicted.</summary>
internal static class HtmlWalks
{
    private static readonly DetailLimits Limits = new(6, 1_500, 30);

    public static XElement? Of(RunResult result) => result.Walks is not { } walks ? null : Html.Section(Anchors.Walks, "Random walks",
        new XElement("p", $"{Wording.Of(walks)}. "
            + (walks.Mismatches.IsEmpty ? "Every answer was as predicted." : "These answers are explained by no tolerated reading; each sequence is the shortest that was found.")),
        walks.Stopped is { } stopped ? new XElement("p", Html.Text(stopped)) : null,
        walks.Mismatches.Select((mismatch, index) => Of(result.Run, mismatch, index + 1)));

    private static XElement Of(Run run, Mismatch mismatch, int number) => Html.Element("article", "violation",
        new XElement("h3", $"{number}. {RunResult.Counted(mismatch.Steps.Length, "step", "steps")}, found by walk {mismatch.Walk}"),
        Html.Element("ol", "steps", mismatch.Steps.Select(step => new XElement("li", Html.Text(Truncation.To(Truncation.Short, step))))),
        Html.Sides(mismatch.Expected, mismatch.Actual),
        mismatch.Exchanges.IsEmpty ? null : Html.Details("evidence", RunResult.Counted(mismatch.Exchanges.Length, "exchange shows it", "exchanges show it"),
            HtmlExchange.All(run, mismatch.Exchanges, Limits)),
        mismatch.Reproduce.IsEmpty ? null : Html.Details("again", "Show it again with curl", Html.Lines(mismatch.Reproduce)));
}
