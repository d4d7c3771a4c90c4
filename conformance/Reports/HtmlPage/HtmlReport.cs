using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary><c>report.html</c>: one file without outside resources or scripts, the verdict first.</summary>
internal static class HtmlReport
{
    private static readonly Lazy<string> _style = new(() =>
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    public static string Of(Report report)
    {
        var page = new XElement("html", new XAttribute("lang", "en"), Head(report.Result), Body(report));
        // Indented, a third of the page would be spaces.
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static XElement Head(RunResult result) => new("head",
        new XElement("meta", new XAttribute("charset", "utf-8")),
        new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
        new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
        new XElement("title", Html.Text(result.Headline)),
        new XElement("style", _style.Value + HtmlRuleTable.Style(result)));

    private static XElement Body(Report report)
    {
        XElement?[] sections =
        [
            HtmlMatrix.Of(report),
            HtmlDrift.Of(report),
            HtmlViolations.Of(report),
            HtmlTraffic.Faults(report),
            HtmlTraffic.Matrix(report),
            HtmlWalks.Of(report.Result),
            HtmlLeftBehind.Of(report),
            HtmlOpen.Readings(report),
            HtmlOpen.NotServed(report),
            HtmlOpen.Inconclusive(report),
            HtmlOpen.Errors(report),
            HtmlCoverage.Of(report),
            HtmlRuleTable.Of(report),
        ];
        return new XElement("body",
            HtmlVerdict.Of(report, [.. sections.OfType<XElement>()]),
            new XElement("main", sections));
    }
}

/// <summary>The top of the page: the verdict, what the run was, what is wrong, and where to read on.</summary>
internal static class HtmlVerdict
{
    // What does not fit here stands a little below.
    private const int MaxNamed = 8;

    public static XElement Of(Report report, XElement[] sections) =>
        Html.Element("header", $"verdict exit-{report.Result.ExitCode}",
            new XElement("h1", Html.Text(report.Result.Headline)),
            Html.Element("ul", "counts", report.Counts.Select(pair => Html.Element("li", pair.Count == 0 ? "zero" : Wording.Of(pair.Verdict),
                new XElement("b", pair.Count), $" {Wording.Spoken(pair.Verdict)}"))),
            Causes(report.Consequences),
            Html.Element("dl", "facts", Facts(report).SelectMany(fact => new[]
            {
                new XElement("dt", fact.Name), new XElement("dd", Html.Text(fact.Value)),
            })),
            new XElement("nav", sections.Select(section =>
                new object[] { Html.Link(section.Attribute("id")!.Value, section.Element("h2")!.Value), " " })));

    private static XElement? Causes(Consequences consequences) => consequences.Roots.IsEmpty ? null :
        Html.Element("ul", "causes",
            consequences.Roots.Take(MaxNamed).Select(root => new XElement("li",
                Html.Link(Anchors.Violation(root.Rule), new XElement("code", root.Rule.Id)), $" {root.Rule.Behavior.Summary}",
                consequences.From(root) is { IsEmpty: false } followers
                    ? Html.Element("span", "quiet", $" {Wording.Following(followers)}") : null)),
            consequences.Roots.Length > MaxNamed
                ? new XElement("li", Html.Link(Anchors.Violations, $"and {consequences.Roots.Length - MaxNamed} more")) : null);

    private static IEnumerable<(string Name, string Value)> Facts(Report report)
    {
        var result = report.Result;
        yield return ("Contract", $"{result.Run.Declared.Title} ({result.Api})");
        yield return ("Target", result.Target);
        if (result.Traffic is null)
            yield return ("Mode", Wording.Of(result.Run.Options.Mode));
        if (report.Caution is { } caution)
            yield return ("Caution", caution);
        yield return ("Effort", report.Effort);
        yield return ("Begun", $"{result.Started:yyyy-MM-dd HH:mm} UTC");
        if (result.Traffic is null)
            yield return ("Tag", result.Run.Tag);
        if (result.Walks is { } walks)
            yield return ("Walks", Wording.Of(walks));
    }
}
