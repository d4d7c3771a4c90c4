using System.Collections.Immutable;
using System.Text;

namespace PlanisoContract.Conformance.Reports;

/// <summary>What GitHub Actions shows beside the log: annotations, and the summary of the step. Elsewhere it does nothing.</summary>
/// <param name="output">Where GitHub looks for its commands.</param>
/// <param name="error">Where it is said that the summary cannot be written.</param>
/// <param name="environment">Reads a variable.</param>
internal sealed class GitHubReport(TextWriter output, TextWriter error, Func<string, string?> environment)
{
    // GitHub shows ten of each kind for a step, and drops the others in silence.
    private const int Most = 10;

    private bool IsOn => environment("GITHUB_ACTIONS") == "true";

    /// <summary>Tells of a run.</summary>
    public void Write(Report report)
    {
        var result = report.Result;
        Summarize(MarkdownReport.Of(report));
        if (!IsOn)
            return;
        var errors = Errors(report);
        foreach (var line in errors.Take(Most).Concat(Warnings(result).Take(Most)))
            output.WriteLine(line);
        var more = new[]
        {
            errors.Length > Most ? $"{errors.Length - Most} more violations" : null,
            report.Consequences.Failed is var failed and > 0 ? $"{RunResult.Counted(failed, "rule that seems", "rules that seem")} to follow from them" : null,
            Warnings(result).Length - Most is var changes and > 0 ? RunResult.Counted(changes, "more change", "more changes") : null,
        }.OfType<string>().ToList();
        if (more.Count > 0)
            output.WriteLine(Command("notice", [("title", $"{result.Api} conformance")], $"Not shown here: {string.Join("; ", more)}. The summary and the report have all."));
    }

    /// <summary>Tells why there was no run.</summary>
    public void Refuse(string message)
    {
        Summarize($"# Could not judge\n\n{Markdown.Escaped(message, Truncation.Long)}\n");
        if (IsOn)
            output.WriteLine(Command("error", [("title", "Could not judge")], message));
    }

    private static ImmutableArray<string> Errors(Report report) =>
    [
        .. report.Consequences.Roots.Select(failed => Command("error", At(failed), $"expected {failed.Expected} actual {failed.Actual}")),
        .. (report.Result.Walks?.Mismatches ?? []).Select(mismatch => Command("error", [("title", $"walk {mismatch.Walk}")],
            $"{string.Join(' ', mismatch.Steps)} expected {mismatch.Expected} actual {mismatch.Actual}")),
    ];

    private static ImmutableArray<string> Warnings(RunResult result) => result.Drift is not { } drift ? [] :
    [
        .. drift.Rules.Select(rule => Command("warning",
            result.Results.FirstOrDefault(known => known.Rule.Id == rule.Rule) is { } known ? At(known) : [("title", rule.Rule)],
            $"{rule.Rule} {Wording.Of(rule.Kind)}: {rule.Before} → {rule.Now}. {rule.Message}")),
        .. drift.Fields.Select(field => Command("warning", [("title", $"{field.Operation} {field.Field}")],
            $"{field.Field} {Wording.Of(field.Kind)} in the answers of {field.Operation}: {Wording.Types(field)}")),
    ];

    private static (string Name, string Value)[] At(RuleResult result) =>
        [("file", result.DeclaredAt.Split('#')[0]), ("line", $"{result.Line}"), ("title", result.Rule.Id)];

    private static string Command(string command, (string Name, string Value)[] properties, string message) =>
        $"::{command} {string.Join(',', properties.Select(property => $"{property.Name}={Property(property.Value)}"))}::{Data(Truncation.To(2 * Truncation.Short, message))}";

    private static string Data(string text) => Visible(text)
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(Truncation.To(Truncation.Short, text)).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Visible(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t') ? '\uFFFD' : letter));

    private void Summarize(string text)
    {
        if (environment("GITHUB_STEP_SUMMARY") is not { Length: > 0 } file)
            return;
        try
        {
            // What a step wrote before stays.
            File.AppendAllText(file, text + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error.WriteLine($"The step's summary cannot be written to {file}: {wrong.Message}");
        }
    }
}
