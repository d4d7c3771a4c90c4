namespace PlanisoContract.Tests;

/// <summary>A clock that is a second later each time it is read, so that nothing has to wait for time to pass.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>Whoever waits by this clock does not wait either: its timers are due at once.</summary>
    public TimeProvider Suite => new Impatient(this);

    private sealed class Impatient(SteppingClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Prompt(System.CreateTimer(callback, state, Due(dueTime), period));

        private static TimeSpan Due(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : TimeSpan.Zero;

        private sealed class Prompt(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Due(dueTime), period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
