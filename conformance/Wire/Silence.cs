namespace PlanisoContract.Conformance.Wire;

/// <summary>Notices when a target is gone: so many requests in a row without one answer between them, and waiting out every rule would take minutes.</summary>
internal sealed class Silence
{
    private const int Gone = 8;

    private int _silent;

    /// <summary>Why the target counts as gone, or null.</summary>
    public string? Down { get; private set; }

    /// <summary>An answer came.</summary>
    public void Broken() => Volatile.Write(ref _silent, 0);

    /// <summary>No answer came.</summary>
    public NoAnswerException Heard(NoAnswerException none)
    {
        if (Interlocked.Increment(ref _silent) >= Gone)
            Down ??= none.Message;
        return none;
    }
}
