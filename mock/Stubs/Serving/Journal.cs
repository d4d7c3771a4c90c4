using System.Buffers.Binary;
using System.Collections.Immutable;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Stubs.Responses;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>The newest requests and their answers (wiremock.org, "Request Journal").</summary>
/// <param name="most">How many; 0 keeps none.</param>
internal sealed class Journal(int most)
{
    /// <summary>What the kept bodies, and uncommonly long URLs and headers, take at most; 64 MiB.</summary>
    public const long MostBytes = 64L << 20;

    // So many requests are hardly ever under way at the same time: who is not among them is over, and can be packed.
    private static readonly int Newest = 8 * Environment.ProcessorCount;

    // Held for some instructions: a request puts itself at the end, and the oldest falls off at the front.
    private readonly Lock _adding = new();
    private readonly Queue<ServeEvent> _newest = new();
    // No secret; a cryptographic number would load all of OpenSSL at every start.
    private readonly ulong _own = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private OlderEvents _older = new();
    private long _next;
    private long _bytes;

    /// <summary>Whether it keeps anything.</summary>
    public bool IsOn => most > 0;

    public int Count
    {
        get
        {
            lock (_adding)
                return Kept;
        }
    }

    /// <summary>What its bodies take.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>All, the newest first.</summary>
    public ImmutableArray<ServeEvent> All => [.. Snapshot().Select(kept => kept.Read())];

    private int Kept => _newest.Count + _older.Count;

    /// <summary>The number of the oldest; none is so great where there is none.</summary>
    private long Oldest => _older.Oldest?.Number ?? (_newest.TryPeek(out var oldest) ? oldest.Number : long.MaxValue);

    public void Add(ServeEvent served)
    {
        if (!IsOn)
            return;
        lock (_adding)
        {
            served.Number = _next++;
            _newest.Enqueue(served);
            _bytes += served.Size;
            if (_newest.Count > Newest)
                _older.Add(_newest.Dequeue());
            DropOldest();
        }
    }

    /// <summary>Notes the answer of a request that was added before.</summary>
    public void Note(ServeEvent served, SentResponse sent)
    {
        var more = sent.Body.Length - (served.Sent?.Body.Length ?? 0);
        served.Sent = sent;
        if (!IsOn || more == 0)
            return;
        lock (_adding)
        {
            // It may be gone already.
            if (Oldest > served.Number)
                return;
            served.Size += more;
            _bytes += more;
            DropOldest();
        }
    }

    /// <summary>Notes that nobody had an answer.</summary>
    public void Refuse(ServeEvent served, AdminAnswer refusal)
    {
        served.IsLost = true;
        Note(served, new SentResponse(refusal.Status, [], refusal.Body));
    }

    /// <summary>Looks like a random UUID, and costs a request nothing: a part of this journal's own, and the number.</summary>
    public Guid IdOf(ServeEvent served) => IdOf(served.Number);

    private Guid IdOf(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (_own & ~0xF000UL) | 0x4000UL);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (ulong)number | (1UL << 63));
        return new Guid(bytes, bigEndian: true);
    }

    public ServeEvent? Find(Guid id) => Snapshot().Where(kept => IdOf(kept.Number) == id).Select(kept => kept.Read()).FirstOrDefault();

    /// <summary>Removes the entries that a condition holds for; gives them back, the newest first.</summary>
    public ImmutableArray<ServeEvent> Remove(Func<ServeEvent, bool> condition)
    {
        // Conditions take their time; no request waits for them.
        ImmutableArray<ServeEvent> chosen = [.. All.Where(condition)];
        var numbers = chosen.Select(served => served.Number).ToHashSet();
        lock (_adding)
        {
            for (var left = _newest.Count; left > 0; left--)
            {
                if (_newest.Dequeue() is var served && !numbers.Contains(served.Number))
                    _newest.Enqueue(served);
            }
            _older.Remove(numbers);
            _bytes = _newest.Sum(served => served.Size) + _older.Bytes;
        }
        return chosen;
    }

    public void Clear()
    {
        lock (_adding)
        {
            _newest.Clear();
            _older = new OlderEvents();
            _bytes = 0;
        }
    }

    // Unpacked outside of the lock: no request waits until somebody has read all.
    private IEnumerable<KeptEvent> Snapshot()
    {
        lock (_adding)
            return ((ImmutableArray<KeptEvent>)[.. _older.All, .. _newest.Select(KeptEvent.Whole)]).Reverse();
    }

    private void DropOldest()
    {
        while (Kept > most || (_bytes > MostBytes && Kept > 1))
            _bytes -= _older.Count > 0 ? _older.Drop() : _newest.Dequeue().Size;
    }
}
