using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The top of the page: the verdict, what the run was, what is wrong, and where to read on.</summary>
internal static class HtmlVerdict
{
    // What does not fit here stands a little below.
    private const int MostNamed = 8;

    public static XElement Of(RunResult result, Consequences consequences, XElement[] sections) =>
        Html.Element("header", $"verdict exit-{result.ExitCode}",
            new XElement("h1", Html.Text(result.Headline)),
            Html.Element("ul", "counts", Enum.GetValues<Word>().Where(word => word <= Word.Inconclusive || result.Count(word) > 0).Select(word => Html.Element("li", result.Count(word) == 0 ? "zero" : Wording.Of(word),
                new XElement("b", result.Count(word)), $" {Wording.Spoken(word)}"))),
            Causes(result, consequences),
            Html.Element("dl", "facts", Facts(result).SelectMany(fact => new[]
            {
                new XElement("dt", fact.Name), new XElement("dd", Html.Text(fact.Value)),
            })),
            new XElement("nav", sections.Select(section =>
                new object[] { Html.Link(section.Attribute("id")!.Value, section.Element("h2")!.Value), " " })));

    private static XElement? Causes(RunResult result, Consequences consequences) => consequences.Roots.IsEmpty ? null :
        Html.Element("ul", "causes",
            consequences.Roots.Take(MostNamed).Select(root => new XElement("li",
                Html.Link(Anchors.Violation(root.Rule), new XElement("code", root.Rule.Id)), $" {root.Rule.Behavior.Summary}",
                consequences.From(root) is { IsEmpty: false } followers
                    ? Html.Element("span", "quiet", $" {Wording.Following(followers)}") : null)),
            consequences.Roots.Length > MostNamed
                ? new XElement("li", Html.Link(Anchors.Violations, $"and {consequences.Roots.Length - MostNamed} more")) : null);

    private static IEnumerable<(string Name, string Value)> Facts(RunResult result)
    {
        yield return ("Contract", $"{result.Run.Declared.Title} ({result.Api})");
        yield return ("Target", result.Target);
        yield return ("Mode", Wording.Of(result.Run.Options.Mode));
        if (Wording.Caution(result) is { } caution)
            yield return ("Caution", caution);
        yield return ("Effort", Wording.Effort(result));
        yield return ("Begun", $"{result.Started:yyyy-MM-dd HH:mm} UTC");
        yield return ("Tag", result.Run.Tag);
        if (result.Walks is { } walks)
            yield return ("Walks", Wording.Of(walks));
    }
}
