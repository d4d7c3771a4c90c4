namespace PlanisoContract.Mock.State.Stores;

/// <summary>Where the state of a mock lasts. It knows names and texts, not what they mean. Used by one caller at a time, but for <see cref="ReadContent"/>.</summary>
/// <remarks>A failure is any exception; then nothing of the write under way has become of it, or all, and the caller reads everything again.</remarks>
internal interface IStateStore : IAsyncDisposable
{
    /// <summary>The store in a message; without a password.</summary>
    string Name { get; }

    /// <summary>Whether other mocks write to it, too.</summary>
    bool IsShared { get; }

    /// <summary>What was committed since; everything since <see cref="StoredChanges.Beginning"/>.</summary>
    ValueTask<StoredChanges> ReadAsync(long since);

    /// <summary>The same, and nobody else writes until the write that begins here ends.</summary>
    ValueTask<StoredChanges> BeginAsync(long since);

    /// <summary>Makes effects last.</summary>
    /// <returns>Their sequence number.</returns>
    ValueTask<long> CommitAsync(StateEffects effects);

    /// <summary>Ends a write without any effect, or after a failure.</summary>
    ValueTask AbandonAsync();

    /// <summary>The parts of a content. Safe for parallel use.</summary>
    IReadOnlyList<byte[]> ReadContent(string id);
}

/// <summary>A text by its name; null where it is no more.</summary>
internal sealed record StoredItem(string Name, string? Json);

/// <summary>The current version of a record that differs from those that a generation began with; null where none is left but the use of its identity.</summary>
internal sealed record StoredRecord(string Generation, string Resource, long Identity, string? Json);

/// <summary>Records that never change: those that a silo began with, or that were saved.</summary>
internal sealed record StoredContent(string Id, IEnumerable<byte[]> Parts);

/// <summary>What was committed, up to a sequence number.</summary>
internal sealed record StoredChanges(long Sequence, IReadOnlyList<StoredItem> Items, IReadOnlyList<StoredRecord> Records)
{
    public const long Beginning = -1;

    public bool IsNone => Items.Count == 0 && Records.Count == 0;

    public static StoredChanges None(long sequence) => new(sequence, [], []);
}

/// <summary>What requests have done, to be committed at once.</summary>
internal sealed record StateEffects
{
    public List<StoredItem> Items { get; } = [];

    public List<StoredRecord> Records { get; } = [];

    public List<StoredContent> Contents { get; } = [];

    /// <summary>The generations whose records nobody needs any more.</summary>
    public List<string> EndedGenerations { get; } = [];

    /// <summary>The contents that nobody needs any more.</summary>
    public List<string> EndedContents { get; } = [];

    public bool IsNone => Items.Count + Records.Count + Contents.Count + EndedGenerations.Count + EndedContents.Count == 0;
}

/// <summary>The store does not answer, or does not take what it is given: nothing can be answered that is not stale, or would be lost.</summary>
internal sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
