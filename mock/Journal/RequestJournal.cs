using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Journal;

/// <summary>The newest exchanges of the mock, bounded in number and bytes. Safe for parallel use.</summary>
/// <param name="clock">The mock's.</param>
internal sealed class RequestJournal(TimeProvider clock)
{
    public const int MaxEntries = 10_000;

    /// <summary>Of bodies, headers and URLs; 64 MiB.</summary>
    public const long MaxBytes = 64L << 20;

    // What an entry takes besides texts and bodies.
    private const int EntryBytes = 200;

    // A reader that is slower than this many requests misses the oldest of them.
    private const int StreamBuffer = 1000;

    private const int BatchEntries = 100;

    // So many requests are hardly ever under way at once: the entry of one that is not among them is done, and can be packed.
    private static readonly int Newest = 8 * Environment.ProcessorCount;

    private readonly Lock _lock = new();
    private readonly Queue<JournalEntry> _newest = new();
    private readonly PackedEntries _older = new();
    private ImmutableArray<Channel<JournalEntry>> _readers = [];
    private ReadOnlyMemory<byte> _lastBody;
    private long _lastId;
    private long _bytes;

    /// <summary>All entries, the newest first.</summary>
    public ImmutableArray<JournalEntry> All
    {
        get
        {
            ImmutableArray<JournalEntry> newest;
            ImmutableArray<PackedEntry> older;
            lock (_lock)
                (newest, older) = ([.. _newest], _older.Snapshot());
            // No request waits while somebody reads all of it.
            return [.. newest.Reverse(), .. older.Reverse().Select(entry => entry.Unpack())];
        }
    }

    private int Count => _newest.Count + _older.Count;

    /// <summary>The entry with this id, or null where it is not kept.</summary>
    public JournalEntry? Find(long id)
    {
        lock (_lock)
        {
            // They are numbered without gaps.
            var index = id - (_lastId - Count) - 1;
            return index < 0 || index >= Count ? null
                : index < _older.Count ? _older.At((int)index)
                : _newest.ElementAt((int)index - _older.Count);
        }
    }

    /// <summary>Adds an exchange whose answer is about to be sent.</summary>
    public JournalEntry Add(
        string method, string path, string query, IHeaderDictionary headers, ReadOnlyMemory<byte> body, SimulatedResponse response, AnsweredBy by,
        ImmutableArray<int> overrides = default)
    {
        var copied = ImmutableArray.CreateBuilder<KeyValuePair<string, StringValues>>(headers.Count);
        var bytes = EntryBytes + path.Length + query.Length + body.Length;
        foreach (var header in headers)
        {
            copied.Add(header);
            bytes += header.Key.Length + header.Value.ToString().Length;
        }
        lock (_lock)
        {
            // The same great list asked for a thousand times is one body in memory.
            if (PackedEntries.Packs(response.Body) || !response.Body.Equals(_lastBody))
                bytes += response.Body.Length;
            _lastBody = response.Body;
            var entry = new JournalEntry(++_lastId, clock.GetUtcNow(), method, path, query, copied.MoveToImmutable(), body, response, by)
            {
                Bytes = bytes,
                Overrides = overrides.IsDefault ? [] : overrides,
            };
            _newest.Enqueue(entry);
            _bytes += bytes;
            if (_newest.Count > Newest)
                _older.Add(_newest.Dequeue());
            while (Count > MaxEntries || (_bytes > MaxBytes && Count > 1))
                _bytes -= _older.Count > 0 ? _older.Drop() : _newest.Dequeue().Bytes;
            foreach (var reader in _readers)
                reader.Writer.TryWrite(entry);
            return entry;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _newest.Clear();
            _older.Clear();
            (_bytes, _lastBody) = (0, default);
        }
    }

    /// <summary>The entries that come from this call on, until the reader stops.</summary>
    public IAsyncEnumerable<JournalEntry> ReadAsync(CancellationToken stop)
    {
        var channel = Channel.CreateBounded<JournalEntry>(new BoundedChannelOptions(StreamBuffer) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
            _readers = _readers.Add(channel);
        return ReadAsync(channel, stop);
    }

    /// <summary>The same, but all that came within a time at once, and of those the newest: who watches a mock under load slows nobody down.</summary>
    public async IAsyncEnumerable<JournalBatch> ReadBatchesAsync(TimeSpan every, [EnumeratorCancellation] CancellationToken stop)
    {
        var channel = Channel.CreateBounded<JournalEntry>(new BoundedChannelOptions(BatchEntries) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
            _readers = _readers.Add(channel);
        var last = Volatile.Read(ref _lastId);
        try
        {
            while (await channel.Reader.WaitToReadAsync(stop))
            {
                var batch = new List<JournalEntry>(BatchEntries);
                while (channel.Reader.TryRead(out var entry))
                    batch.Add(entry);
                yield return new JournalBatch(batch, Math.Max(0, batch[^1].Id - last - batch.Count));
                last = batch[^1].Id;
                await Task.Delay(every, clock, stop);
            }
        }
        finally
        {
            lock (_lock)
                _readers = _readers.Remove(channel);
        }
    }

    private async IAsyncEnumerable<JournalEntry> ReadAsync(Channel<JournalEntry> channel, [EnumeratorCancellation] CancellationToken stop)
    {
        try
        {
            await foreach (var entry in channel.Reader.ReadAllAsync(stop))
                yield return entry;
        }
        finally
        {
            lock (_lock)
                _readers = _readers.Remove(channel);
        }
    }
}

/// <summary>Entries that came within a time, oldest first.</summary>
/// <param name="Entries">The newest of them.</param>
/// <param name="Dropped">How many came beside them.</param>
internal sealed record JournalBatch(IReadOnlyList<JournalEntry> Entries, long Dropped);
