using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Reports;

namespace PlanisoContract.Conformance.ContractDiff;

/// <summary>The changes between two contracts, for people and for programs.</summary>
/// <param name="old">The name of the contract before.</param>
/// <param name="now">The name of the contract after.</param>
/// <param name="changes">What changed.</param>
internal sealed class DiffReport(string old, string now, ImmutableArray<ContractChange> changes)
{
    // A job summary of GitHub takes a MiB.
    private const int MaxMarkdownBytes = 1_000_000;

    private string Headline => changes.IsEmpty ? $"Nothing that a rule knows of changed from {old} to {now}."
        : $"{RunResult.Counted(changes.Length, "change", "changes")} from {old} to {now}: "
            + string.Join(", ", Enum.GetValues<Breaks>().Select(breaks => $"{Count(breaks)} {Verb(Count(breaks))} {Word(breaks)}")) + ".";

    public string Text() => string.Join(Environment.NewLine, changes.GroupBy(change => change.Category.Breaks).SelectMany(group =>
        group.Select(change => $"  {change.Category.Name}  {Described(change)} [{change.File}:{change.Line}]").Prepend($"{Environment.NewLine}Breaks {Word(group.Key)}"))
        .Prepend(Headline));

    public string Markdown()
    {
        var page = new Markdown(MaxMarkdownBytes);
        page.Add($"### {Reports.Markdown.Escaped(Headline)}\n");
        foreach (var group in changes.GroupBy(change => change.Category.Breaks))
        {
            page.Add($"\n#### Breaks {Word(group.Key)}\n");
            page.Table(["change", "where", "before", "now", "meaning"], group.Select(change => new[]
            {
                change.Category.Name, Escaped($"{change.Place} ({change.File}:{change.Line})"), Escaped(change.Before), Escaped(change.Now), change.Category.Sentence,
            }));
        }
        return page.ToString();
    }

    public string Json() => JsonReport.Written(new JsonObject
    {
        ["old"] = old,
        ["new"] = now,
        ["summary"] = new JsonObject(Enum.GetValues<Breaks>().Select(breaks => KeyValuePair.Create(Word(breaks), (JsonNode?)Count(breaks)))),
        ["changes"] = new JsonArray([.. changes.Select(change => (JsonNode)new JsonObject
        {
            ["category"] = change.Category.Name,
            ["breaks"] = Word(change.Category.Breaks),
            ["place"] = change.Place,
            ["before"] = change.Before,
            ["now"] = change.Now,
            ["message"] = change.Category.Sentence,
            ["file"] = change.File,
            ["line"] = change.Line,
        })]),
    });

    private int Count(Breaks breaks) => changes.Count(change => change.Category.Breaks == breaks);

    private static string Described(ContractChange change) => PlainText.Of(string.Concat(
        change.Place.Length == 0 ? "" : $"{change.Place}: ", change.Category.Sentence, (change.Before, change.Now) switch
        {
            (null, null) => "",
            ({ } before, null) => $" It was {before}.",
            (null, { } after) => $" It is {after}.",
            var (before, after) => $" It was {before}, and is {after}.",
        }));

    private static string Verb(int count) => count == 1 ? "breaks" : "break";

    private static string Word(Breaks breaks) => breaks.ToString().ToLowerInvariant();

    private static string Escaped(string? text) => text is null ? "" : Reports.Markdown.Escaped(text);
}
