using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>What the journal has kept for a while, the oldest first. Most of it is bytes in few great arrays.</summary>
/// <remarks>
/// As objects, each entry would be moved by the collector of garbage at least twice, and every request would wait for that.
/// The arrays stay where they are, and are used again. Not safe for parallel use.
/// </remarks>
internal sealed class OlderEvents
{
    private const int ChunkBytes = 256 << 10;

    private readonly Queue<KeptEvent> _events = new();
    private Chunk _chunk = new(0);
    private Chunk? _spare;

    public int Count => _events.Count;

    /// <summary>All; they can be read as long as anybody likes.</summary>
    public ImmutableArray<KeptEvent> All
    {
        get
        {
            foreach (var kept in _events)
                (kept.Held as Chunk)?.IsLent = true;
            return [.. _events];
        }
    }

    /// <inheritdoc cref="Journal.Bytes"/>
    public long Bytes => _events.Sum(kept => kept.Size);

    /// <summary>The oldest; null without any.</summary>
    public KeptEvent? Oldest => _events.TryPeek(out var oldest) ? oldest : null;

    public void Add(ServeEvent served) => _events.Enqueue(PackedEvent.CanHold(served) ? Pack(served) : KeptEvent.Whole(served));

    /// <summary>Removes the oldest.</summary>
    /// <returns>Its size.</returns>
    public long Drop()
    {
        var kept = _events.Dequeue();
        if (kept.Held is Chunk chunk && --chunk.Count == 0 && chunk != _chunk && !chunk.IsLent)
        {
            chunk.Used = 0;
            _spare = chunk;
        }
        return kept.Size;
    }

    /// <summary>Removes some.</summary>
    public void Remove(ISet<long> numbers)
    {
        var left = _events.Where(kept => !numbers.Contains(kept.Number)).ToList();
        _events.Clear();
        // Packed anew: a few that stay would hold an array each.
        (_chunk, _spare) = (new Chunk(0), null);
        foreach (var kept in left)
            Add(kept.Read());
    }

    private KeptEvent Pack(ServeEvent served)
    {
        if (TryPack(served, _chunk) is { } kept)
            return kept;
        var fresh = _spare ?? new Chunk(ChunkBytes);
        _spare = null;
        if (TryPack(served, fresh) is { } packed)
        {
            _chunk = fresh;
            return packed;
        }
        // Too long for any.
        _spare = fresh;
        return KeptEvent.Whole(served);
    }

    private static KeptEvent? TryPack(ServeEvent served, Chunk chunk)
    {
        var writer = new PackWriter(chunk.Bytes.AsSpan(chunk.Used));
        PackedEvent.Write(served, ref writer);
        if (writer.IsFull)
            return null;
        var kept = new KeptEvent(served.Number, chunk, chunk.Used, served.Size);
        chunk.Used += writer.Written;
        chunk.Count++;
        return kept;
    }
}

/// <summary>An array that packed entries lie in.</summary>
internal sealed class Chunk(int length)
{
    public byte[] Bytes { get; } = new byte[length];

    public int Used { get; set; }

    /// <summary>How many entries are in it.</summary>
    public int Count { get; set; }

    /// <summary>Whether somebody may read it, now or later: nothing in it is written over.</summary>
    public bool IsLent { get; set; }
}

/// <summary>An entry of the journal, packed or not.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Held">Where it is: a <see cref="Chunk"/>, or the <see cref="ServeEvent"/> itself.</param>
/// <param name="Start">Where in the chunk.</param>
/// <param name="PackedSize">Its size in the chunk; what is not packed has its own.</param>
internal readonly record struct KeptEvent(long Number, object Held, int Start, long PackedSize)
{
    /// <inheritdoc cref="ServeEvent.Size"/>
    public long Size => Held is ServeEvent served ? served.Size : PackedSize;

    public static KeptEvent Whole(ServeEvent served) => new(served.Number, served, 0, 0);

    public ServeEvent Read() => Held as ServeEvent ?? PackedEvent.Read(new PackReader(((Chunk)Held).Bytes.AsSpan(Start)));
}
