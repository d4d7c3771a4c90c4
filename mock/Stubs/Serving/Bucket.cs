using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>The stubs of one URL, one path, or one beginning of paths. Never changes once it is made.</summary>
internal sealed class Bucket
{
    private readonly ImmutableSortedSet<StubEntry> _entries;

    // Made when it is first asked: whoever adds ten thousand stubs one by one pays for none of the shelves between.
    private Shelf? _shelf;

    private Bucket(ImmutableSortedSet<StubEntry> entries) => _entries = entries;

    public static Bucket Empty { get; } = new(ImmutableSortedSet.Create(StubEntry.Order));

    public bool IsEmpty => _entries.IsEmpty;

    public Bucket Add(StubEntry entry) => new(_entries.Add(entry));

    public Bucket Remove(StubEntry entry) => new(_entries.Remove(entry));

    /// <summary>As it is now put in order.</summary>
    public Shelf Shelf => _shelf ??= new Shelf([.. _entries]);
}
