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

    // Held for some instructions: a request puts itself at the end, and the oldest falls off at the front.
    private readonly Lock _adding = new();
    private readonly Queue<ServeEvent> _events = new();
    // No secret; a cryptographic number would load all of OpenSSL at every start.
    private readonly ulong _own = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private long _next;
    private long _bytes;

    /// <summary>Whether it keeps anything.</summary>
    public bool IsOn => most > 0;

    public int Count
    {
        get
        {
            lock (_adding)
                return _events.Count;
        }
    }

    /// <summary>What its bodies take.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>All, the newest first.</summary>
    public ImmutableArray<ServeEvent> All
    {
        get
        {
            lock (_adding)
                return [.. _events.Reverse()];
        }
    }

    public void Add(ServeEvent served)
    {
        if (!IsOn)
            return;
        lock (_adding)
        {
            served.Number = _next++;
            _events.Enqueue(served);
            _bytes += served.Size;
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
            if (!_events.TryPeek(out var oldest) || oldest.Number > served.Number)
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
    public Guid IdOf(ServeEvent served)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (_own & ~0xF000UL) | 0x4000UL);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (ulong)served.Number | (1UL << 63));
        return new Guid(bytes, bigEndian: true);
    }

    public ServeEvent? Find(Guid id) => All.FirstOrDefault(served => IdOf(served) == id);

    /// <summary>Removes the entries that a condition holds for; gives them back, the newest first.</summary>
    public ImmutableArray<ServeEvent> Remove(Func<ServeEvent, bool> condition)
    {
        // Conditions take their time; no request waits for them.
        var chosen = All.Where(condition).ToHashSet();
        lock (_adding)
        {
            ImmutableArray<ServeEvent> all = [.. _events];
            _events.Clear();
            foreach (var served in all.Where(served => !chosen.Contains(served)))
                _events.Enqueue(served);
            _bytes = _events.Sum(served => served.Size);
        }
        return [.. chosen.OrderByDescending(served => served.Number)];
    }

    public void Clear()
    {
        lock (_adding)
        {
            _events.Clear();
            _bytes = 0;
        }
    }

    private void DropOldest()
    {
        while (_events.Count > most || (_bytes > MostBytes && _events.Count > 1))
            _bytes -= _events.Dequeue().Size;
    }
}
