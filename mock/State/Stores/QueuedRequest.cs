namespace PlanisoContract.Mock.State.Stores;

/// <summary>A request that waits for its turn, and then until what it has done is stored.</summary>
/// <param name="write">Carries it out; null where it only waits for what others have done.</param>
internal sealed class QueuedRequest(Func<Task>? write)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _wrong;

    public bool Writes => write is not null;

    public Task Done => _done.Task;

    public async Task RunAsync()
    {
        if (write is null)
            return;
        try
        {
            await write();
        }
#pragma warning disable CA1031 // It is the request's own.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            _wrong = wrong;
        }
    }

    public void Complete()
    {
        if (_wrong is null)
            _done.SetResult();
        else
            _done.SetException(_wrong);
    }

    public void Fail(Exception wrong) => _done.TrySetException(wrong);
}
