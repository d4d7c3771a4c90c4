using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Urls;

/// <summary><c>matchesPathTemplate</c>.</summary>
internal sealed class PathTemplatePattern(PathTemplate template) : ValuePattern
{
    public static ValuePattern? Of(JsonPlace place) =>
        ValuePatterns.Operand(place, "matchesPathTemplate") is { } text ? new PathTemplatePattern(new PathTemplate(text)) : null;

    public override bool Matches(string? value) => value is not null && template.Matches(Path(value));

    public override double DistanceTo(string? value) => Matches(value) ? 0 : Levenshtein.Share(template.WithoutVariables, value);

    public override JsonObject ToJson() => new() { ["matchesPathTemplate"] = template.Text };

    private static string Path(string url) => url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? url[..mark] : url;
}
