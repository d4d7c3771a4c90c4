using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary>Traffic that others made: operation × status, and what its requests did wrong.</summary>
internal static class HtmlTraffic
{
    public static XElement? Faults(Report report) => report.Result.Traffic is not { ClientFaults: { IsEmpty: false } faults } ? null
        : Html.Section(Anchors.ClientFaults, "Faults of the client",
            Html.Table("left", ["Request", "What is wrong", "Seen", "For example"], new XElement("tbody", faults.Select(fault => new XElement("tr",
                new XElement("td", new XElement("code", Html.Text(fault.Request))),
                new XElement("td", Html.Text(fault.Sentence)),
                new XElement("td", $"{Wording.Times(fault.Count)}{(fault.LetThrough ? ", let through" : "")}"),
                new XElement("td", new XElement("code", Html.Text($"{fault.Example} → {fault.Status}"))))))));

    public static XElement? Matrix(Report report)
    {
        if (report.Result.Traffic is null)
            return null;
        var seen = report.Result.Coverage.Operations.Where(operation => operation.Exchanges > 0).ToList();
        if (seen.Count == 0)
            return null;
        var statuses = seen.SelectMany(operation => operation.Statuses).Where(status => status.Exchanges > 0).Select(status => status.Status).Distinct().Order().ToArray();
        return Html.Section(Anchors.Traffic, "Traffic",
            new XElement("p", "How often each operation was answered with each status. Where the body alone tells a failure, the status that stands for it."),
            Html.Table("left", ["Operation", .. statuses.Select(status => $"{status}")], new XElement("tbody", seen.Select(operation => new XElement("tr",
                new XElement("td", new XElement("code", operation.Operation)),
                statuses.Select(status => new XElement("td", operation.Statuses.FirstOrDefault(one => one.Status == status) is { Exchanges: > 0 and var count } ? $"{count:N0}" : "")))))));
    }
}
