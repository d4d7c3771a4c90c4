using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>What cleaning up came to.</summary>
/// <param name="Records">Every record that the run is known to have made, in the order of their making.</param>
/// <param name="Unresolved">Writes whose outcome nobody knows and whose record could not be found again, one sentence each.</param>
internal sealed record CleanupResult(ImmutableArray<CleanedRecord> Records, ImmutableArray<string> Unresolved)
{
    /// <summary>Where the ledger was left, or null where nothing more can be done and it was removed.</summary>
    public string? Ledger { get; init; }

    /// <summary>What kept the cleanup from looking everywhere: lists that could not be read, one sentence each. Records that nobody knows of may be there.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];

    /// <summary>Whether nothing more can be done: what is still there cannot be removed by this API.</summary>
    public bool IsFinished => Unread.IsEmpty && Unresolved.IsEmpty && !Records.Any(record => record is { State: RecordState.Remains, CanBeRemoved: true });

    /// <summary>What still shows on the target: deactivated records and those that could not be removed.</summary>
    public ImmutableArray<CleanedRecord> LeftBehind => [.. Records.Where(record => record.State != RecordState.Removed)];

    public int Count(RecordState state) => Records.Count(record => record.State == state);
}

/// <summary>A record that a run made, and what became of it.</summary>
/// <param name="Resource">The resource's name.</param>
/// <param name="Identity">As a path has it.</param>
/// <param name="Parent">The identity of the record that it lives under, or null.</param>
/// <param name="State">As verified by a read after the delete, where the API offers one.</param>
/// <param name="Why">Why it is still there; empty where it is not.</param>
internal sealed record CleanedRecord(string Resource, string Identity, string? Parent, RecordState State, string Why)
{
    /// <summary>Whose key opens the silo that it is in.</summary>
    public Credential Silo { get; init; } = Credential.Full;

    /// <summary>Whether the API offers a delete, so that trying again may help; only where it remains.</summary>
    public bool CanBeRemoved { get; init; } = true;
}

internal enum RecordState
{
    /// <summary>Nothing shows it any more.</summary>
    Removed,

    /// <summary>Deleted, and still there: the API deactivates records and removes none.</summary>
    Deactivated,

    /// <summary>Still there and active: the API offers no delete, or refused it.</summary>
    Remains,
}
