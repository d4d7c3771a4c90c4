using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Drift;

/// <summary>The report of an earlier run, read before a run that is compared with it: that run may write over the file.</summary>
internal sealed record Baseline
{
    /// <summary>The file and the time of its run, for people.</summary>
    public required string Name { get; init; }

    public required string Target { get; init; }

    /// <summary>Mode and credentials; null where the report is older than they are.</summary>
    public required string? Means { get; init; }

    /// <summary>Verdict and reading by rule, in the order of the report.</summary>
    public required ImmutableArray<(string Rule, string Verdict, string? Reading)> Rules { get; init; }

    /// <summary>As <see cref="FieldNotes"/> has them; null where the report is older than they are.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ImmutableArray<string>>>? Fields { get; init; }

    /// <summary>Mode and credentials of a run, in a text that is the same where they are.</summary>
    public static string MeansOf(TargetOptions options) => MeansOf(options.ModeName, options.Keys.Names);

    /// <exception cref="UsageException">It cannot be read, is no report, or of another API.</exception>
    public static Baseline Read(FileInfo file, Contract contract)
    {
        var report = Parsed(file);
        if (report["api"] is not JsonValue api || report["rules"] is not JsonArray rules)
            throw NoReport(file, "it has no members api and rules");
        if (api.ToString() != contract.Api)
        {
            throw new UsageException($"The baseline {file} is a report of {api}; expected one of {contract.Api}, which this run judges by. "
                + "Give a report of the same API, or leave --baseline out.");
        }
        return new Baseline
        {
            Name = Text(report, "started") is { } started ? $"{file.Name} of {started}" : file.Name,
            Target = Text(report, "target") ?? "",
            Means = Text(report, "mode") is { } mode && report["keys"] is JsonArray keys ? MeansOf(mode, keys.Select(key => $"{key}")) : null,
            Rules = [.. rules.Select(rule => Rule(file, rule))],
            Fields = report["fields"] is JsonObject fields ? Notes(file, fields) : null,
        };
    }

    private static string MeansOf(string mode, IEnumerable<string> keys) => $"{mode} mode with {string.Join(", ", keys.Order(StringComparer.Ordinal))}";

    private static JsonObject Parsed(FileInfo file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file.FullName)) as JsonObject ?? throw NoReport(file, "it is JSON, but no object");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            throw NoReport(file, $"it is no JSON ({wrong.Message})");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The baseline {file} cannot be read: {wrong.Message}");
        }
    }

    private static (string, string, string?) Rule(FileInfo file, JsonNode? rule) =>
        rule is JsonObject && Text(rule, "id") is { } id && Text(rule, "verdict") is { } verdict
            ? (id, verdict, Text(rule, "reading"))
            : throw NoReport(file, "one of its rules has no id or verdict");

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ImmutableArray<string>>> Notes(FileInfo file, JsonObject fields) =>
        fields.ToImmutableSortedDictionary(
            operation => operation.Key,
            operation => operation.Value is JsonObject members && members.All(member => member.Value is JsonArray)
                ? members.ToImmutableSortedDictionary(
                    member => member.Key, member => ((JsonArray)member.Value!).Select(type => $"{type}").ToImmutableArray(), StringComparer.Ordinal)
                : throw NoReport(file, $"its fields of {operation.Key} are no lists of types"),
            StringComparer.Ordinal);

    private static string? Text(JsonNode report, string member) =>
        report[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static UsageException NoReport(FileInfo file, string why) => new(
        $"The baseline {file} is no report of a run: {why}. Expected the report.json of an earlier run with --report.");
}
