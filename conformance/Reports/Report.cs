using System.Collections.Immutable;
using PlanisoContract.Conformance.Cleanup;

namespace PlanisoContract.Conformance.Reports;

/// <summary>What all reports tell of a run, found out once: console, HTML, Markdown, JSON, JUnit and GitHub only write it.</summary>
internal sealed class Report(RunResult result)
{
    public RunResult Result => result;

    /// <summary>Which rules seem to fail, or to stay open, only because of others.</summary>
    public Consequences Consequences { get; } = result.Consequences;

    /// <summary>Rules that were observed in another reading than their default.</summary>
    public ImmutableArray<RuleResult> Unusual { get; } = result.Unusual;

    /// <summary>Rules at which the suite itself went wrong.</summary>
    public ImmutableArray<RuleResult> Errors { get; } = [.. result.Results.Where(judged => judged.Verdict == VerdictKind.Error)];

    /// <summary>What is not served, one line each.</summary>
    public ImmutableArray<string> NotServed { get; } = [.. result.NotServed.Select(Wording.Of)];

    /// <summary>Records that the target still shows.</summary>
    public ImmutableArray<LeftRecords> LeftBehind { get; } = result.Cleanup is { } cleanup ? LeftRecords.Of(cleanup) : [];

    /// <summary>Each verdict that there is, and how many rules have it; pass, fail and inconclusive always.</summary>
    public ImmutableArray<(VerdictKind Verdict, int Count)> Counts { get; } =
    [
        .. Enum.GetValues<VerdictKind>().Select(word => (Verdict: word, Count: result.Count(word))).Where(pair => pair.Verdict <= VerdictKind.Inconclusive || pair.Count > 0),
    ];

    public string CountsText => string.Join(", ", Counts.Select(pair => $"{pair.Count} {Wording.Spoken(pair.Verdict)}"));

    /// <summary>How much it took.</summary>
    public string Effort => result.Traffic is { } traffic ? Wording.Of(traffic) : FormattableString.Invariant($"{result.Requests} requests in {result.Elapsed.TotalSeconds:0.0} seconds");

    /// <summary>What a reader must know of how the target was reached; null where there is nothing.</summary>
    public string? Caution => result.Run.Options.Insecure
        ? "The target's certificate was not looked at (--insecure): whoever stood in between could have answered." : null;

    /// <summary>What to know before a curl line is sent again.</summary>
    public string CurlNote => result.Traffic is not null
        ? "The curl lines show what was sent; keys are variables, values of secret fields are ***, and the records may be others by now."
        : $"In the curl lines, values with {result.Run.Tag} are taken by now, and identities are those of this run: change them where it matters.";

    /// <summary>What was exercised of the contract, without a full stop; null where that is not known.</summary>
    public string? CoverageText => result.Coverage.Operations.IsEmpty ? null : Wording.Of(result.Coverage);

    /// <summary>How much has changed since the baseline, without a full stop; null without one.</summary>
    public string? DriftText => result.Drift is not { } drift ? null : drift.IsAny ? Wording.Of(drift) : "nothing has changed";

    /// <summary>Has the report of a run written when it has ended.</summary>
    public static void WhenEnded(Run run, Action<Report> write) => run.Happened += happened =>
    {
        if (happened is RunEvent.RunEnded { Result: var result })
            write(new Report(result));
    };
}

/// <summary>Records that are left behind, those of one resource in one state for one reason together.</summary>
/// <param name="Identities">As paths have them; those of nested records with their parent's in front.</param>
internal sealed record LeftRecords(string Resource, RecordState State, string Why, ImmutableArray<string> Identities)
{
    public static ImmutableArray<LeftRecords> Of(CleanupResult cleanup) =>
    [
        .. cleanup.LeftBehind.GroupBy(record => (record.Resource, record.State, record.Why))
            .OrderByDescending(group => group.Key.State).ThenBy(group => group.Key.Resource, StringComparer.Ordinal)
            .Select(group => new LeftRecords(group.Key.Resource, group.Key.State, group.Key.Why,
                [.. group.Select(record => record.Parent is { } parent ? $"{parent}/{record.Identity}" : record.Identity)])),
    ];
}
