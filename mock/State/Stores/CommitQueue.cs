using System.Data.Common;
using System.Net.Sockets;
using System.Threading.Channels;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>
/// Has writes carried out one after the other, and their effects committed, before they are answered: those that wait together in one
/// commit. Where other mocks write to the same store, what they have done is taken over first.
/// </summary>
internal sealed partial class CommitQueue : IAsyncDisposable
{
    // So many requests share a commit.
    private const int Most = 256;

    private readonly IStateStore _store;
    private readonly Channel<QueuedRequest> _requests = Channel.CreateUnbounded<QueuedRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ReaderWriterLockSlim _loading = new();
    private readonly Task _running;
    private MockServices _services;
    private StoredIds _ids;
    private StateCollector _collector;
    private long _sequence;
    private TaskCompletionSource? _batch;
    private int _failures;
    private volatile bool _isStale;

    private CommitQueue(MockServices services, IStateStore store, StoredIds ids, StateCollector collector, long sequence)
    {
        (_services, _store, _ids, _collector, _sequence) = (services, store, ids, collector, sequence);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Brings what is stored into memory, or stores what there is.</summary>
    /// <param name="services">The mock.</param>
    /// <param name="store">The store; it is disposed with the queue.</param>
    /// <param name="isDiscarding">Whether what does not fit the contracts any more is left out.</param>
    /// <param name="log">Takes a line for what was left out; null for none.</param>
    /// <exception cref="StartException">The store does not answer, or what it holds does not fit the contracts.</exception>
    public static async Task<CommitQueue> StartAsync(MockServices services, IStateStore store, bool isDiscarding, TextWriter? log)
    {
        try
        {
            return await BeginAsync(services, store, isDiscarding, log);
        }
        catch (Exception wrong)
        {
            await store.DisposeAsync();
            if (IsOfStore(wrong))
                throw new StartException($"--store {store.Name}: {Reason(wrong)}");
            throw;
        }
    }

    /// <summary>Whether other mocks write to the store, too.</summary>
    public bool IsShared => _store.IsShared;

    /// <summary>Takes over what other mocks have committed until now.</summary>
    public ValueTask CatchUpAsync() => _store.IsShared || _isStale ? EnqueueAsync(new QueuedRequest(null)) : ValueTask.CompletedTask;

    /// <summary>Reads what a request asks for: nothing of it is uncommitted.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<T> read)
    {
        var failures = Volatile.Read(ref _failures);
        if (_isStale)
        {
            await CatchUpAsync();
            failures = Volatile.Read(ref _failures);
        }
        T result;
        _loading.EnterReadLock();
        try
        {
            result = read();
        }
        finally
        {
            _loading.ExitReadLock();
        }
        if (Volatile.Read(ref _batch) is { } batch)
            await batch.Task;
        return failures == Volatile.Read(ref _failures) ? result : throw Unavailable(null);
    }

    /// <summary>Has something carried out, and its effects committed.</summary>
    public async ValueTask<T> WriteAsync<T>(Func<ValueTask<T>> write)
    {
        T? result = default;
        await EnqueueAsync(new QueuedRequest(async () => result = await write()));
        return result!;
    }

    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await _running;
        await _store.DisposeAsync();
        _loading.Dispose();
    }

    private static async Task<CommitQueue> BeginAsync(MockServices services, IStateStore store, bool isDiscarding, TextWriter? log)
    {
        var ids = new StoredIds();
        var collector = new StateCollector(services, ids);
        var misfits = new List<string>();
        // Whoever begins first stores what there is; whoever begins at the same time waits, and finds it.
        var stored = await store.BeginAsync(StoredChanges.Beginning);
        var sequence = stored.Sequence;
        if (!stored.IsNone)
        {
            if (StartOptions.Difference(services, stored) is { } difference)
                log?.WriteLine($"{store.Name} {difference}");
            new StateLoader(services, ids, store.ReadContent, misfits.Add).Load(stored);
            if (misfits.Count > 0 && !isDiscarding)
                throw new StartException(StartOptions.Explain(store, misfits));
            foreach (var misfit in misfits)
                log?.WriteLine($"Discarded: {misfit}");
        }
        var effects = collector.Collect();
        if (effects.IsNone)
            await store.AbandonAsync();
        else
            sequence = await store.CommitAsync(effects);
        ids.Commit();
        return new CommitQueue(services, store, ids, collector, sequence);
    }

    private async ValueTask EnqueueAsync(QueuedRequest request)
    {
        if (!_requests.Writer.TryWrite(request))
            throw new StoreUnavailableException("The mock ends.");
        await request.Done;
    }

    private async Task RunAsync()
    {
        var batch = new List<QueuedRequest>();
        while (await _requests.Reader.WaitToReadAsync())
        {
            while (batch.Count < Most && _requests.Reader.TryRead(out var request))
                batch.Add(request);
            await AnswerAsync(batch);
            batch.Clear();
        }
    }

    private async Task AnswerAsync(List<QueuedRequest> batch)
    {
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isChanged = false;
        try
        {
            var writes = batch.Exists(request => request.Writes);
            var since = _isStale ? StoredChanges.Beginning : _sequence;
            Load(writes ? await _store.BeginAsync(since) : await _store.ReadAsync(since));
            if (writes)
            {
                Volatile.Write(ref _batch, committed);
                isChanged = true;
                foreach (var request in batch)
                    await request.RunAsync();
                var effects = _collector.Collect();
                if (effects.IsNone)
                    await _store.AbandonAsync();
                else
                    _sequence = await _store.CommitAsync(effects);
                _ids.Commit();
                Volatile.Write(ref _batch, null);
            }
            committed.SetResult();
            foreach (var request in batch)
                request.Complete();
        }
#pragma warning disable CA1031 // Whatever went wrong, the requests are owed an answer, and memory is not what is stored.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            await FailAsync(batch, committed, isChanged, IsOfStore(wrong) ? Unavailable(wrong) : wrong);
        }
    }

    private async Task FailAsync(List<QueuedRequest> batch, TaskCompletionSource committed, bool isChanged, Exception wrong)
    {
        if (isChanged)
        {
            _isStale = true;
            Interlocked.Increment(ref _failures);
            Volatile.Write(ref _batch, null);
            committed.SetException(wrong);
            _ = committed.Task.Exception;
        }
        foreach (var request in batch)
            request.Fail(wrong);
        try
        {
            await _store.AbandonAsync();
        }
#pragma warning disable CA1031 // It is gone, and so is what was begun. Later requests find out whether it is back.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private void Load(StoredChanges changes)
    {
        if (changes.IsNone && !_isStale)
        {
            _sequence = changes.Sequence;
            return;
        }
        // A request sees what was before, or what is after.
        _loading.EnterWriteLock();
        try
        {
            if (_isStale)
            {
                _ids = _ids.Committed();
                _collector = new StateCollector(_services, _ids);
                _services.Snapshots.Clear();
            }
            new StateLoader(_services, _ids, _store.ReadContent, misfit => throw new StoreUnavailableException($"Another mock has stored what does not fit the contracts of this one: {misfit}")).Load(changes);
            (_sequence, _isStale) = (changes.Sequence, false);
        }
        catch
        {
            // Half of it is in memory.
            _isStale = true;
            Interlocked.Increment(ref _failures);
            throw;
        }
        finally
        {
            _loading.ExitWriteLock();
        }
    }

    private StoreUnavailableException Unavailable(Exception? wrong) => wrong as StoreUnavailableException ?? new($"The store {_store.Name} does not answer{(wrong is null ? "." : $": {Reason(wrong)}")}", wrong);

    private static bool IsOfStore(Exception wrong) => wrong is DbException or IOException or SocketException or TimeoutException or StoreUnavailableException;

    // Npgsql and SQLite name the host, the user or the file, never a password.
    private static string Reason(Exception wrong) => (wrong.GetBaseException() is SocketException socket ? socket : wrong).Message.ReplaceLineEndings(" ");
}
