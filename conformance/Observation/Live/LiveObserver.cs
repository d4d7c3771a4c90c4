using System.Text.Json.Nodes;
using System.Threading.Channels;
using PlanisoContract.Conformance.Observation.Knowledge;

namespace PlanisoContract.Conformance.Observation.Live;

/// <summary>Judges exchanges one after the other, off the way of their answers. What comes faster than it can judge is skipped and counted.</summary>
internal sealed class LiveObserver : IAsyncDisposable
{
    private const int MaxWaiting = 5000;
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Channel<LiveExchange> _waiting;
    private readonly Observer _observer;
    private readonly Action<Exception> _failed;
    private readonly Lock _judging = new();
    private readonly Task _worker;
    private long _bytes;
    private int _skipped;

    /// <param name="observer">The observer; nothing else may use it meanwhile, except for what has begun.</param>
    /// <param name="failed">Told where judging an exchange goes wrong. Traffic goes on.</param>
    /// <param name="maxWaiting">How many exchanges may wait; what comes then is skipped.</param>
    public LiveObserver(Observer observer, Action<Exception> failed, int maxWaiting = MaxWaiting)
    {
        (_observer, _failed) = (observer, failed);
        _waiting = Channel.CreateBounded<LiveExchange>(new BoundedChannelOptions(maxWaiting) { SingleReader = true });
        _worker = Task.Run(Work);
    }

    public int Skipped => Volatile.Read(ref _skipped);

    public WriteInterval? Began(string method, Uri uri, DateTimeOffset start) => _observer.Began(method, uri, start);

    public void Ended(LiveExchange exchange)
    {
        if (Interlocked.Add(ref _bytes, exchange.Bytes) <= MaxBytes && _waiting.Writer.TryWrite(exchange))
            return;
        Interlocked.Add(ref _bytes, -exchange.Bytes);
        Interlocked.Increment(ref _skipped);
        if (exchange.Write is { } write)
            _observer.Lost(write, exchange.Exchange.Ended);
    }

    /// <summary>The state so far, without keys.</summary>
    public JsonObject State()
    {
        lock (_judging)
        {
            var state = _observer.State();
            state["skipped"] = Skipped;
            state["waiting"] = _waiting.Reader.Count;
            return state;
        }
    }

    /// <summary>What all of it came to, once all that was seen is judged.</summary>
    public async Task<RunResult> Result()
    {
        await DisposeAsync();
        var result = _observer.Result();
        return result with { Traffic = result.Traffic! with { Skipped = Skipped } };
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _worker;
    }

    private async Task Work()
    {
        await foreach (var exchange in _waiting.Reader.ReadAllAsync())
        {
            Interlocked.Add(ref _bytes, -exchange.Bytes);
            try
            {
                lock (_judging)
                    _observer.Observe(exchange.Read(), exchange.Write);
            }
            // Whatever the judge makes of an exchange, the traffic goes on.
            catch (Exception wrong)
            {
                Interlocked.Increment(ref _skipped);
                if (exchange.Write is { } write)
                    _observer.Lost(write, exchange.Exchange.Ended);
                _failed(wrong);
            }
        }
    }
}
