using System.Xml.Linq;
using PlanisoContract.Conformance.Coverage;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary>Which operation × status × field of the contract was exercised, and what was not and why.</summary>
internal static class HtmlCoverage
{
    public static XElement? Of(Report report)
    {
        var coverage = report.Result.Coverage;
        if (coverage.Operations.IsEmpty)
            return null;
        return Html.Section(Anchors.Coverage, "Coverage",
            new XElement("p", $"{report.CoverageText}."),
            Undocumented(coverage),
            Never(coverage),
            Html.Details("operations", "Operation by operation",
                coverage.Operations.GroupBy(operation => operation.Operation.Resource).SelectMany(group =>
                    group.Select(Operation).Prepend<object>(new XElement("h3", group.Key)))));
    }

    private static XElement? Undocumented(CoverageResult coverage)
    {
        var seen = coverage.Operations.SelectMany(operation => operation.Statuses.Where(status => !status.IsDocumented && status.Exchanges > 0)
            .Select(status => $"{status.Status} to {operation.Operation} ({status.Exchanges})")).ToList();
        return seen.Count == 0 ? null : Html.Details("reason",
            RunResult.Counted(seen.Count, "status was seen that the contract does not document", "statuses were seen that the contract does not document"),
            new XElement("ul", seen.Select(status => new XElement("li", status))));
    }

    private static XElement? Never(CoverageResult coverage)
    {
        var never = from operation in coverage.Operations
                    from status in operation.Statuses
                    where status is { IsDocumented: true, Exchanges: 0 }
                    group $"{status.Status} to {operation.Operation}" by status.WhyNot ?? "";
        var reasons = never.OrderByDescending(reason => reason.Count()).ToList();
        return reasons.Count == 0 ? null : Html.Details("reason",
            RunResult.Counted(reasons.Sum(reason => reason.Count()), "documented status was never answered", "documented statuses were never answered"),
            Html.Element("dl", "never", reasons.SelectMany(reason => new[]
            {
                new XElement("dt", Html.Text(reason.Key)), Html.Element("dd", "quiet", string.Join(", ", reason)),
            })));
    }

    private static XElement Operation(OperationCoverage covered) => Html.Details("covered",
        new object[]
        {
            new XElement("code", covered.Operation), " ",
            covered.Statuses.Select(status => new object[]
            {
                Html.Element("span", status.Exchanges == 0 ? "chip none" : status.IsDocumented ? "chip" : "chip odd", $"{status.Status} × {status.Exchanges:N0}"), " ",
            }),
        },
        Html.Table("statuses", ["Status", "Fields sent", "Fields shown"], new XElement("tbody", covered.Statuses.Select(Status))));

    private static XElement Status(StatusCoverage status) => new("tr",
        new XElement("td", new XElement("b", status.Status), $" × {status.Exchanges:N0}",
            status.IsDocumented ? null : Html.Element("span", "quiet", " not documented"),
            status.WhyNot is { } why ? Html.Element("div", "quiet", Html.Text(why)) : null),
        new XElement("td", Fields(status, FieldSide.Sent)),
        new XElement("td", Fields(status, FieldSide.Shown)));

    private static IEnumerable<object> Fields(StatusCoverage status, FieldSide side)
    {
        var fields = status.Fields.Where(field => field.Side == side).ToList();
        if (fields.Count == 0)
            return [Html.Element("span", "quiet", "none")];
        var seen = fields.Where(field => field.Exchanges > 0).Select(field => new object[]
        {
            Html.Element("span", "field", new XElement("code", Html.Text(field.Field)), $" {field.Exchanges:N0}{(field.IsDeclared ? "" : " (not declared)")}"), " ",
        });
        var missing = fields.Where(field => field.Exchanges == 0).GroupBy(field => field.WhyNot ?? "").Select(reason => (object)Html.Element("div", "quiet",
            new XElement("b", "never "), new XElement("code", Html.Text(string.Join(", ", reason.Select(field => field.Field)))), Html.Text($" {reason.Key}")));
        return [.. seen, .. missing];
    }
}
