using PlanisoContract.Mock.Hosting;

namespace PlanisoContract.Mock.Watching;

/// <summary>
/// Lets requests in to what answers them until something else does: then it waits for those that are inside, and all others go there.
/// Only where contracts are watched; a request that waits, for its body or a delay, is never inside.
/// </summary>
internal sealed class RequestGate
{
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Front> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isClosing;

    // One of them is the gate itself, as long as it is open.
    private int _inside = 1;

    /// <summary>Who answers, once this one is closed.</summary>
    public Task<Front> Next => _next.Task;

    /// <summary>Whether a request may come in; it has to leave then.</summary>
    public bool TryEnter()
    {
        var inside = Volatile.Read(ref _inside);
        while (!_isClosing && inside > 0)
        {
            var before = Interlocked.CompareExchange(ref _inside, inside + 1, inside);
            if (before == inside)
                return true;
            inside = before;
        }
        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _inside) == 0)
            _empty.SetResult();
    }

    /// <summary>Lets nobody in any more, and waits until nobody is inside.</summary>
    public Task CloseAsync()
    {
        _isClosing = true;
        Leave();
        return _empty.Task;
    }

    /// <summary>Sends all that came meanwhile to another one.</summary>
    public void Forward(Front next) => _next.SetResult(next);
}
