using System.Xml.Linq;
using PlanisoContract.Conformance.Cleanup;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Records that the run made and that the target still shows.</summary>
internal static class HtmlLeftBehind
{
    public static XElement? Of(RunResult result) => result.Cleanup is not { } cleanup ? null : Html.Section(Anchors.LeftBehind, "Left behind",
        new XElement("p", $"{Wording.Of(cleanup)}."),
        Table([.. Remains.Of(cleanup)]),
        cleanup.Unread.Select(sentence => new XElement("p", Html.Text(sentence))),
        cleanup.Unresolved.IsEmpty ? null : new XElement("div",
            new XElement("p", "Nobody knows what became of these writes:"),
            new XElement("ul", cleanup.Unresolved.Select(sentence => new XElement("li", Html.Text(sentence))))),
        cleanup.Ledger is not { } ledger ? null : new XElement("p", Wording.LedgerAt(cleanup), " ", new XElement("code", Html.Text(ledger))));

    // That soft delete keeps records is no surprise; what remains active is for somebody to look at.
    private static XElement? Table(Remains[] all)
    {
        if (all.Length == 0)
            return null;
        var table = Html.Table("left", ["Resource", "State", "Records", "Why"], new XElement("tbody", all.Select(Row)));
        return all.Any(remains => remains.State == RecordState.Remains) ? table : Html.Details("open", "Show them", table);
    }

    private static XElement Row(Remains remains) => new("tr",
        new XElement("td", Html.Text(remains.Resource)),
        new XElement("td", new XElement("b", Wording.Of(remains.State))),
        new XElement("td", $"{remains.Identities.Length} ",
            remains.Identities.Length > 12
                ? Html.Details("identities", "identities", Identities(remains))
                : Identities(remains)),
        new XElement("td", Html.Text(remains.Why)));

    private static XElement Identities(Remains remains) => new("code", Html.Text(string.Join(", ", remains.Identities)));
}
