using System.Net.Http;

namespace PlanisoContract.Conformance.Http;

/// <summary>Obeys 429 for all senders of a run: after one such answer nobody sends until its time is over.</summary>
internal sealed class Backoff(TimeProvider clock)
{
    /// <summary>How often one request is tried.</summary>
    public const int Tries = 6;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private long _until;

    /// <summary>Waits as long as the target has asked for.</summary>
    public async Task Wait(CancellationToken stopping = default)
    {
        // Again after waking: another sender may have been told to wait longer meanwhile.
        while (TimeSpan.FromTicks(Interlocked.Read(ref _until) - clock.GetUtcNow().UtcTicks) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, clock, stopping);
    }

    /// <summary>Notes an answer 429.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="attempt">How many tries this request has had, from 1.</param>
    /// <exception cref="NoAnswerException">The target asks for more patience than a run has.</exception>
    public void Note(HttpResponseMessage response, int attempt)
    {
        var now = clock.GetUtcNow();
        var asked = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : null;
        if (asked > Longest)
            throw new NoAnswerException($"The target answers 429 and asks to wait {asked.Value.TotalSeconds:0} seconds. Try again later.");
        var delay = asked ?? First * Math.Pow(2, attempt - 1);
        var until = (now + (delay > Longest ? Longest : delay)).UtcTicks;
        long before;
        while ((before = Interlocked.Read(ref _until)) < until && Interlocked.CompareExchange(ref _until, until, before) != before)
        {
        }
    }
}
