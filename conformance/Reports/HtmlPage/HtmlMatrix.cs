using System.Collections.Immutable;
using System.Xml.Linq;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary>Operations by topics, with a tile for each rule: where a target is broken, at a glance.</summary>
internal static class HtmlMatrix
{
    private static readonly Topic[] Topics = Enum.GetValues<Topic>();

    private static readonly (string Kind, string Meaning)[] Meanings =
    [
        ("pass", "passes"), ("reading", "passes in another reading"), ("fail", "fails"),
        ("follows", "fails, and seems to follow from another"), ("inconclusive", "not judged"),
        ("notServed", "not served"), ("error", "a fault of the suite"),
    ];

    // More tiles in a line than this, and the page has to be scrolled sideways for one cell.
    private const int WidestCell = 8;

    public static XElement Of(Report report)
    {
        var (result, consequences) = (report.Result, report.Consequences);
        var groups = MatrixRow.Of(result).GroupBy(row => row.Resource).ToList();
        var columns = Topics
            .Select(topic => new Column(topic, groups.SelectMany(group => group).Max(row => row.Of(topic).Count()), result.Results.Count(rule => rule.Rule.Behavior.About == topic)))
            .Where(column => column.Rules > 0).ToArray();
        var calm = groups.Where(group => group.All(row => row.Passes)).ToList();
        var others = groups.Except(calm).ToList();
        return Html.Section(Anchors.Matrix, "Operations and rules",
            others.Count == 0 ? null : Legend(result, consequences),
            others.Count == 0 ? null : Table(others, columns, consequences),
            calm.Count == 0 ? null : Html.Details("calm",
                others.Count == 0 ? $"Every rule passes: {result.Results.Length} at {groups.Sum(group => group.Count(row => row.IsOperation))} operations"
                    : $"Every rule passes: {string.Join(", ", calm.Select(group => group.Key ?? MatrixRow.WholeApi))}",
                others.Count == 0 ? Legend(result, consequences) : null,
                Table(calm, columns, consequences)));
    }

    private static XElement Table(IEnumerable<IGrouping<string?, MatrixRow>> groups, Column[] columns, Consequences consequences) =>
        Html.Element("div", "scroll", new XAttribute("tabindex", "0"), new XAttribute("role", "region"), new XAttribute("aria-label", "Operations and rules"),
            Html.Element("table", "matrix",
                new XElement("thead", new XElement("tr", new XElement("td", ""), columns.Select(column => new XElement("th", new XAttribute("scope", "col"),
                    new XAttribute("style", $"--tiles: {Math.Clamp(column.Widest, 3, WidestCell)}"),
                    column.Topic, " ", Html.Element("span", "quiet", column.Rules))))),
                groups.Select(group => Body(group, columns, consequences))));

    private static XElement Legend(RunResult result, Consequences consequences) => Html.Element("p", "legend",
        Meanings.Where(kind => result.Results.Any(rule => Kind(rule, consequences) == kind.Kind))
            .Select(kind => new object[] { Html.Element("i", $"tile {kind.Kind}", Sign(kind.Kind)), $" {kind.Meaning} " }));

    private static XElement Body(IGrouping<string?, MatrixRow> rows, Column[] columns, Consequences consequences) => new("tbody",
        rows.Key is null ? null : Html.Element("tr", "group", new XElement("th", new XAttribute("colspan", columns.Length + 1), Html.Element("span", "name", rows.Key))),
        rows.Select(row => new XElement("tr",
            new XElement("th", new XAttribute("scope", "row"), row.Title, " ", Count(row)),
            columns.Select(column => new XElement("td", "", row.Of(column.Topic).Select(result => Tile(result, Kind(result, consequences))))))));

    private static XElement Count(MatrixRow row) => row.Results.Count(result => result.Verdict == VerdictKind.Fail) is var failed and > 0
        ? Html.Element("b", "bad", $"{failed} of {row.Results.Length} fail")
        : Html.Element("span", "quiet", row.Results.Length);

    private static XElement Tile(RuleResult result, string kind) => new("a",
        new XAttribute("class", $"tile {kind}"),
        new XAttribute("href", $"#{Anchors.Of(result)}"),
        new XAttribute("title", $"{result.Rule.Id}: {(kind == "reading" ? result.Reading : Wording.Of(result.Verdict))}"),
        Sign(kind));

    private static string Kind(RuleResult result, Consequences consequences) =>
        result.IsUnusual ? "reading" : result.Verdict == VerdictKind.Fail && consequences.Follows(result) ? "follows" : Wording.Of(result.Verdict);

    // Colors alone would not tell everybody.
    private static string Sign(string kind) => kind switch
    {
        "pass" => "·",
        "reading" => "~",
        "inconclusive" => "?",
        "notServed" => "–",
        _ => "×",
    };

    private sealed record Column(Topic Topic, int Widest, int Rules);
}

/// <summary>A line of the matrix: an operation, or what rules belong to that are of none.</summary>
/// <param name="Resource">What the line is grouped under; null for the whole API.</param>
/// <param name="Title">The operation, or what stands in for it.</param>
/// <param name="Results">Rules, in the order of the contract.</param>
internal sealed record MatrixRow(string? Resource, string Title, ImmutableArray<RuleResult> Results)
{
    public const string WholeApi = "The whole API";
    private const string None = "of no operation alone";

    public bool Passes => Results.All(result => result.Verdict == VerdictKind.Pass);

    public bool IsOperation => Resource is not null && Title != None;

    public IEnumerable<RuleResult> Of(Topic topic) => Results.Where(result => result.Rule.Behavior.About == topic);

    /// <summary>The whole API first; then each resource's operations, and what is of none of them.</summary>
    public static IEnumerable<MatrixRow> Of(RunResult result)
    {
        var contract = result.Run.Declared;
        var rows = result.Results.GroupBy(rule => (Resource: ResourceOf(rule), Operation: OperationOf(result, rule)))
            .ToDictionary(group => group.Key, group => group.ToImmutableArray());
        IEnumerable<MatrixRow> all =
        [
            new MatrixRow(null, WholeApi, rows.GetValueOrDefault((null, null), [])),
            .. contract.Operations.Select(operation => operation.Resource).Concat(contract.Resources.Select(resource => resource.Name)).Distinct().SelectMany(name =>
                contract.Operations.Where(operation => operation.Resource == name)
                    .Select(operation => new MatrixRow(name, operation.ToString(), rows.GetValueOrDefault((name, operation.OperationId), [])))
                    .Append(new MatrixRow(name, None, rows.GetValueOrDefault((name, null), [])))),
        ];
        // What is not served has a line of its own elsewhere.
        return all.Where(row => row.Results.Any(judged => judged.Verdict != VerdictKind.NotServed));
    }

    private static string? ResourceOf(RuleResult result) => result.Rule.Place.Operation?.Resource ?? result.Rule.Place.Resource?.Name;

    // A rule of a field is shown where it was put to the test, unless that was at another resource's door.
    private static string? OperationOf(RunResult result, RuleResult rule)
    {
        if (ResourceOf(rule) is not { } resource)
            return null;
        var id = rule.Rule.Place.Operation?.OperationId ?? rule.Operation;
        return result.Run.Declared.Operations.Any(operation => operation.OperationId == id && operation.Resource == resource) ? id : null;
    }
}
