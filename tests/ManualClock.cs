using System.Threading.Channels;

namespace PlanisoContract.Tests;

/// <summary>A clock that stands until it is moved, and tells when somebody begins to wait on it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _changing = new();
    private readonly List<Waiter> _waiters = [];
    private readonly Channel<bool> _begun = Channel.CreateUnbounded<bool>();
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_changing)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var waiter = new Waiter(this, callback, state);
        waiter.Change(dueTime, period);
        return waiter;
    }

    /// <summary>How long the next one waits that begins to.</summary>
    public async Task<TimeSpan> NextWaitAsync(CancellationToken patience)
    {
        await _begun.Reader.ReadAsync(patience);
        lock (_changing)
            return _waiters[^1].Due - _now;
    }

    /// <summary>Whether anybody waits.</summary>
    public int Waiting
    {
        get
        {
            lock (_changing)
                return _waiters.Count;
        }
    }

    public void Advance(TimeSpan time)
    {
        List<Waiter> due;
        lock (_changing)
        {
            _now += time;
            due = [.. _waiters.Where(waiter => waiter.Due <= _now).OrderBy(waiter => waiter.Due)];
            _waiters.RemoveAll(due.Contains);
        }
        foreach (var waiter in due)
            waiter.Call();
    }

    private sealed class Waiter(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _isDisposed;

        public DateTimeOffset Due { get; private set; }

        public void Call() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._changing)
            {
                clock._waiters.Remove(this);
                if (_isDisposed || dueTime == Timeout.InfiniteTimeSpan)
                    return !_isDisposed;
                Due = clock._now + dueTime;
                clock._waiters.Add(this);
            }
            clock._begun.Writer.TryWrite(true);
            return true;
        }

        public void Dispose()
        {
            lock (clock._changing)
            {
                _isDisposed = true;
                clock._waiters.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
