using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports;

/// <summary><c>report.html</c>: one file without outside resources or scripts, the verdict first.</summary>
internal static class HtmlReport
{
    private static readonly Lazy<string> _style = new(() =>
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    public static string Of(RunResult result)
    {
        var page = new XElement("html", new XAttribute("lang", "en"), Head(result), Body(result));
        // Indented, a third of the page would be spaces.
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static XElement Head(RunResult result) => new("head",
        new XElement("meta", new XAttribute("charset", "utf-8")),
        new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
        new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
        new XElement("title", Html.Text(result.Headline)),
        new XElement("style", _style.Value + HtmlRuleTable.Style(result)));

    private static XElement Body(RunResult result)
    {
        var consequences = result.Consequences;
        XElement?[] sections =
        [
            HtmlMatrix.Of(result, consequences),
            HtmlDrift.Of(result),
            HtmlViolations.Of(result, consequences),
            HtmlWalks.Of(result),
            HtmlLeftBehind.Of(result),
            HtmlOpen.Readings(result),
            HtmlOpen.NotServed(result),
            HtmlOpen.Inconclusive(result, consequences),
            HtmlOpen.Errors(result),
            HtmlCoverage.Of(result),
            HtmlRuleTable.Of(result),
        ];
        return new XElement("body",
            HtmlVerdict.Of(result, consequences, [.. sections.OfType<XElement>()]),
            new XElement("main", sections));
    }
}
