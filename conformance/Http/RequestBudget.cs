namespace PlanisoContract.Conformance.Http;

/// <summary>
/// Counts the requests of a run against the most that it may send, and holds back what its cleanup will need: so many for each
/// record that was made, so many for looking at the lists.
/// </summary>
/// <param name="most">The bound; null: none.</param>
/// <param name="lists">What looking at the lists takes, as soon as something was written.</param>
internal sealed class RequestBudget(int? most, int lists)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _pages = [];
    private int _sent;
    private int _held;
    private bool _writes;

    public int Sent => Volatile.Read(ref _sent);

    /// <summary>What a run is told that has no more requests left.</summary>
    public string Reason => $"--max-requests {most} leaves no more requests for rules: {Sent} are sent, the rest is for cleaning up.";

    /// <summary>Takes one request, and holds back what it will take to undo it.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False where it must not be sent.</returns>
    public bool Take(Request request)
    {
        lock (_lock)
        {
            var held = _held + request.Undoing + (request.Undoing > 0 && !_writes ? lists + _pages.Values.Sum() : 0);
            if (most is { } bound && _sent + 1 + (request.Cleans ? 0 : held) > bound)
                return false;
            _sent++;
            if (!request.Cleans)
            {
                _held = held;
                _writes |= request.Undoing > 0;
            }
            return true;
        }
    }

    /// <summary>Gives back what was held for a write that made nothing.</summary>
    public void Release(Request request)
    {
        lock (_lock)
            _held -= request.Undoing;
    }

    /// <summary>Notes how many pages a list has beyond its first.</summary>
    public void Note(string list, int more)
    {
        lock (_lock)
        {
            var grown = Math.Max(more, 0) - _pages.GetValueOrDefault(list);
            _pages[list] = Math.Max(more, 0);
            if (_writes)
                _held += grown;
        }
    }
}
