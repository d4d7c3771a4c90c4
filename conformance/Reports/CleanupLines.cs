using PlanisoContract.Conformance.Cleanup;

namespace PlanisoContract.Conformance.Reports;

/// <summary>What a cleanup came to, in plain lines: each kind of record, and what is still there and why.</summary>
internal static class CleanupLines
{
    // The ledger has all of them.
    private const int Most = 5;

    public static IEnumerable<string> Of(CleanupResult result)
    {
        if (result.Records.IsEmpty)
            yield return "Nothing was made.";
        foreach (var kind in result.Records.GroupBy(record => record.Resource))
        {
            var states = kind.GroupBy(record => record.State).OrderBy(state => state.Key)
                .Select(state => $"{state.Count()} {LedgerFields.Of(state.Key)}");
            yield return $"{kind.Key}: {RunResult.Counted(kind.Count(), "record", "records")}, {string.Join(", ", states)}.";
        }
        foreach (var (why, records) in result.LeftBehind.GroupBy(record => record.Why).Select(group => (group.Key, group.ToList())))
        {
            var more = records.Count > Most ? $" and {records.Count - Most} more" : "";
            yield return $"  {string.Join(", ", records.Take(Most).Select(record => $"{record.Resource} {record.Identity}"))}{more}: {why}";
        }
        foreach (var sentence in result.Unread.Concat(result.Unresolved.Take(Most)))
            yield return $"  {sentence}";
        if (result.Unresolved.Length > Most)
            yield return $"  … and {result.Unresolved.Length - Most} more writes whose outcome nobody knows.";
        if (result.Ledger is { } ledger)
            yield return result.IsFinished ? $"The ledger is {ledger}." : $"What is left can be tried again: --cleanup {ledger}";
    }
}
