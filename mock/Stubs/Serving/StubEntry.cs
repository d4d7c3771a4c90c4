namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>A stub at its place among the others.</summary>
/// <param name="Stub">The stub.</param>
/// <param name="Sequence">How many stubs were made before it; an edited stub keeps that of the one it replaces.</param>
internal sealed record StubEntry(StubMapping Stub, long Sequence)
{
    /// <summary>Who is asked first comes first: by priority, then the newest (wiremock.org, "Stub priority").</summary>
    public static IComparer<StubEntry> Order { get; } = Comparer<StubEntry>.Create((one, other) => one.CompareTo(other));

    private int Priority { get; } = Stub.Priority ?? StubMapping.DefaultPriority;

    public bool IsBefore(StubEntry? other) => other is null || CompareTo(other) < 0;

    private int CompareTo(StubEntry other) =>
        Priority != other.Priority ? Priority.CompareTo(other.Priority) : other.Sequence.CompareTo(Sequence);
}
