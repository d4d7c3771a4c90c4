using System.Collections.Concurrent;

namespace PlanisoContract.Conformance.Http;

/// <summary>
/// Notices what does not answer. A route that gave no answer several times in a row, while a read that worked before still does, is
/// not asked again: waiting it out for every rule would take minutes. Where that read gets no answer either, the target is gone.
/// </summary>
/// <param name="silent">So many requests of a route without an answer, one after the other, and it is not asked again.</param>
#pragma warning disable CA1001 // A semaphore whose handle nobody asked for holds nothing that would have to be disposed of.
internal sealed class CircuitBreaker(int silent)
#pragma warning restore CA1001
{
    private const int Gone = 8;

    private readonly ConcurrentDictionary<string, int> _unanswered = [];
    private readonly ConcurrentDictionary<string, NoAnswerException> _silent = [];
    private readonly SemaphoreSlim _asking = new(1);
    private int _inRow;

    /// <summary>Why the target counts as gone, or null.</summary>
    public string? Down { get; private set; }

    /// <summary>What a route that is not asked again said last; null where it may be asked.</summary>
    public NoAnswerException? Of(string route) => _silent.GetValueOrDefault(route);

    /// <summary>An answer came.</summary>
    public void Broken(string route)
    {
        Volatile.Write(ref _inRow, 0);
        _unanswered[route] = 0;
    }

    /// <summary>No answer came.</summary>
    /// <param name="route">Where from.</param>
    /// <param name="none">What was told instead.</param>
    /// <param name="reaches">Whether a read of another route that worked is still answered; null where there is none.</param>
    public async Task Heard(string route, NoAnswerException none, Func<string, Task<bool?>> reaches)
    {
        var (onRoute, inRow) = (_unanswered.AddOrUpdate(route, 1, (_, count) => count + 1), Interlocked.Increment(ref _inRow));
        if (onRoute < silent && inRow < Gone)
            return;
        await _asking.WaitAsync();
        try
        {
            if (Down is not null || _silent.ContainsKey(route))
                return;
            var reached = await reaches(route);
            if (reached == true)
                Volatile.Write(ref _inRow, 0);
            if (reached == true && onRoute >= silent)
                _silent[route] = none;
            else if (reached != true && inRow >= Gone)
                Down = none.Message;
        }
        finally
        {
            _asking.Release();
        }
    }
}
