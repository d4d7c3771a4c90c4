using System.Xml.Linq;
using PlanisoContract.Conformance.StatefulTesting;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Random sequences of operations that were answered otherwise than predicted.</summary>
internal static class HtmlWalks
{
    private static readonly Room Room = new(6, 1_500, 30);

    public static XElement? Of(RunResult result) => result.Walks is not { } walks ? null : Html.Section(Anchors.Walks, "Random walks",
        new XElement("p", $"{Wording.Of(walks)}. "
            + (walks.Mismatches.IsEmpty ? "Every answer was as predicted." : "These answers are explained by no tolerated reading; each sequence is the shortest that was found.")),
        walks.Stopped is { } stopped ? new XElement("p", Html.Text(stopped)) : null,
        walks.Mismatches.Select((mismatch, index) => Of(result.Run, mismatch, index + 1)));

    private static XElement Of(Run run, Mismatch mismatch, int number) => Html.Element("article", "violation",
        new XElement("h3", $"{number}. {RunResult.Counted(mismatch.Steps.Length, "step", "steps")}, found by walk {mismatch.Walk}"),
        Html.Element("ol", "steps", mismatch.Steps.Select(step => new XElement("li", Html.Text(Cut.To(Cut.Short, step))))),
        Html.Sides(mismatch.Expected, mismatch.Actual),
        mismatch.Exchanges.IsEmpty ? null : Html.Details("evidence", RunResult.Counted(mismatch.Exchanges.Length, "exchange shows it", "exchanges show it"),
            HtmlExchange.All(run, mismatch.Exchanges, Room)),
        mismatch.Reproduce.IsEmpty ? null : Html.Details("again", "Show it again with curl", Html.Lines(mismatch.Reproduce)));
}
