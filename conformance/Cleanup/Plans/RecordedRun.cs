using System.Collections.Immutable;
using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup.Plans;

/// <summary>What a whole run was seen to send to the mock in one mode, from the file beside this one.</summary>
/// <param name="Rules">What the rules send and make.</param>
/// <param name="Cleanup">What cleaning up takes, the lists aside.</param>
internal sealed record RecordedRun(RequestCounts Rules, RequestCounts Cleanup)
{
    private const string RulesName = "rules";
    private const string CleanupName = "cleanup";
    private const string RecordsName = "records";

    /// <summary>The recorded run of a contract, or null where the program has none: it knows those that it comes with.</summary>
    public static RecordedRun? Of(Contract contract, RunMode mode)
    {
        if (contract.File is not null)
            return null;
        using var stream = typeof(RecordedRun).Assembly.GetManifestResourceStream($"{contract.Api}.plan.txt");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        // MODE WHAT COUNT NAME, where the name may hold spaces.
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 4)).Where(parts => parts[0] == NameOf(mode)).ToLookup(parts => parts[1]);
        return new RecordedRun(new RequestCounts(Counts(RulesName), Counts(RecordsName)), new RequestCounts(Counts(CleanupName), RequestCounts.None.Made));

        ImmutableSortedDictionary<string, int> Counts(string name) => lines[name].ToImmutableSortedDictionary(
            parts => parts[3], parts => int.Parse(parts[2], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    /// <summary>The lines of a file.</summary>
    public IEnumerable<string> Write(RunMode mode) =>
        from part in new[] { (RulesName, Rules.Sent), (CleanupName, Cleanup.Sent), (RecordsName, Rules.Made) }
        from count in part.Item2
        select $"{NameOf(mode)} {part.Item1} {count.Value} {count.Key}";

    private static string NameOf(RunMode mode) => mode == RunMode.Full ? "full" : "read-only";
}
