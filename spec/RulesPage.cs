using System.Text;

namespace PlanisoContract.Spec;

/// <summary>The rules of a contract as a page for a reviewer: what each comes from, and how else it may be understood.</summary>
public static class RulesPage
{
    /// <summary>Markdown; <c>spec/rules.NAME.md</c> is its text, and a test holds the two together.</summary>
    public static string Create(Contract contract)
    {
        var page = new StringBuilder();
        page.Append("# The rules of ").Append(contract.Title).Append("\n\n");
        page.Append("Made from the contract; run the tests with `UPDATE_SNAPSHOTS=1` after a change there. What a rule comes from is a heading of\n`")
            .Append(contract.Document).Append("`, unless it says otherwise. A *documented* rule stands there in a sentence or a sample, an\n")
            .Append("*inferred* one follows from it, and of a *decided* one the document says nothing, or two things.\n\n");
        foreach (var standing in Enum.GetValues<Standing>())
        {
            var rules = contract.Rules.Where(rule => rule.Standing == standing).ToList();
            page.Append("- ").Append(standing.ToString().ToLowerInvariant()).Append(": ").Append(rules.Count).Append(" rules, ")
                .Append(rules.Count(rule => rule.Readings.Length > 1)).Append(" with more than one reading\n");
        }
        foreach (var group in contract.Rules.GroupBy(Heading))
        {
            page.Append("\n## ").Append(group.Key).Append("\n\n| rule | comes from | standing | what it demands | readings, the default first |\n|---|---|---|---|---|\n");
            foreach (var rule in group)
                Append(page, contract, rule);
        }
        return page.ToString();
    }

    private static void Append(StringBuilder page, Contract contract, Rule rule)
    {
        // The document itself is named once, at the top.
        var source = rule.Source.StartsWith(contract.Document + " › ", StringComparison.Ordinal) ? rule.Source[(contract.Document.Length + 3)..] : rule.Source;
        page.Append("| `").Append(rule.Id).Append("` | ").Append(Cell(source)).Append(" | ").Append(rule.Standing.ToString().ToLowerInvariant())
            .Append(" | ").Append(Cell(rule.Behavior.Summary)).Append(" | ")
            .AppendJoin("<br>", rule.Readings.Select(mode => $"`{mode.Name}` {Cell(mode.Sentence)}"));
        if (rule.Because is { } because)
            page.Append("<br>No other: ").Append(Cell(because));
        page.Append(" |\n");
    }

    private static string Heading(Rule rule) => rule.Place switch
    {
        { Operation: { } operation, Field: null } => $"`{operation.Method} {operation.Path}`",
        { Resource: { } resource } => resource.Name,
        _ => "The whole API",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
