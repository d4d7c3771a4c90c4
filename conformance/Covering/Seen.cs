namespace PlanisoContract.Conformance.Covering;

/// <summary>Notes what the exchanges of a run exercise: statuses, fields sent and shown, and the types of what is shown.</summary>
internal sealed class Seen
{
    private int _answers;

    public int Answers => _answers;

    /// <summary>Notes an answer; called from many threads at once.</summary>
    public void Observe(Answer _)
    {
        Interlocked.Increment(ref _answers);
    }
}
