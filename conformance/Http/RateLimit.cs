namespace PlanisoContract.Conformance.Http;

/// <summary>Keeps all senders of a run together below so many requests a second: after each one nobody sends for a while.</summary>
internal sealed class RateLimit(double perSecond, TimeProvider clock)
{
    // A timer cannot wait for months, and nobody wants to.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly TimeSpan _between = 1 / perSecond < Longest.TotalSeconds ? TimeSpan.FromSeconds(1 / perSecond) : Longest;
    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Waits for the next turn.</summary>
    public async Task Wait(CancellationToken stopping)
    {
        // Again after waking: of several who waited for a turn one gets it.
        while (Take() is var left && left > TimeSpan.Zero)
            await Task.Delay(left, clock, stopping);
    }

    private TimeSpan Take()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var left = _next - now;
            if (left <= TimeSpan.Zero)
                _next = now + _between;
            // Timers count in milliseconds, and one that is due at once would not wait at all.
            return left > TimeSpan.Zero && left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left;
        }
    }
}
