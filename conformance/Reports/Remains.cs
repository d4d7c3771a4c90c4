using System.Collections.Immutable;
using PlanisoContract.Conformance.Cleanup;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Records that are left behind, those of one resource in one state for one reason together.</summary>
/// <param name="Identities">As paths have them; those of another record's behind it.</param>
internal sealed record Remains(string Resource, RecordState State, string Why, ImmutableArray<string> Identities)
{
    public static ImmutableArray<Remains> Of(CleanupResult cleanup) =>
    [
        .. cleanup.LeftBehind.GroupBy(record => (record.Resource, record.State, record.Why))
            .OrderByDescending(group => group.Key.State).ThenBy(group => group.Key.Resource, StringComparer.Ordinal)
            .Select(group => new Remains(group.Key.Resource, group.Key.State, group.Key.Why,
                [.. group.Select(record => record.Parent is { } parent ? $"{parent}/{record.Identity}" : record.Identity)])),
    ];
}
