using System.Collections.Immutable;

namespace PlanisoContract.Mock.Journal;

/// <summary>Entries as bytes, oldest first. As objects ten thousand of them would make each collection of garbage wait, and each create behind it.</summary>
#pragma warning disable CA1001 // A memory stream holds memory and nothing else.
internal sealed class PackedEntries
#pragma warning restore CA1001
{
    // Great enough that the collector never moves them.
    private const int SegmentBytes = 128 << 10;

    // A greater response is most likely one that is cached, and in memory once.
    private const int MaxPackedResponseBytes = 16 << 10;

    private readonly Queue<PackedEntry> _entries = new();
    private readonly Stack<Segment> _free = new();
    private readonly MemoryStream _packing = new();
    private Segment _segment = new(0);
    private int _used;

    public int Count => _entries.Count;

    /// <summary>Whether a body is among the bytes of its entry; any other is kept as it is.</summary>
    public static bool Packs(ReadOnlyMemory<byte> body) => body.Length <= MaxPackedResponseBytes;

    /// <summary>All entries as they are now, to be unpacked at leisure: nothing of them is overwritten from here on.</summary>
    public ImmutableArray<PackedEntry> Snapshot()
    {
        foreach (var entry in _entries)
            entry.Segment.IsShared = true;
        return [.. _entries];
    }

    /// <param name="index">From 0, the oldest.</param>
    public JournalEntry At(int index) => _entries.ElementAt(index).Unpack();

    public void Add(JournalEntry entry)
    {
        Pack(entry);
        var length = (int)_packing.Length;
        if (_segment.Bytes.Length - _used < length)
        {
            _segment = length > SegmentBytes ? new Segment(length) : _free.TryPop(out var free) ? free : new Segment(SegmentBytes);
            _used = 0;
        }
        _packing.GetBuffer().AsSpan(0, length).CopyTo(_segment.Bytes.AsSpan(_used));
        _entries.Enqueue(new PackedEntry(_segment, _used, length, entry.Response, Packs(entry.Response.Body) ? default : entry.Response.Body, entry.Bytes));
        _used += length;
    }

    /// <summary>Drops the oldest entry, and tells its bytes.</summary>
    public int Drop()
    {
        var entry = _entries.Dequeue();
        var isLast = !_entries.TryPeek(out var next) || next.Segment != entry.Segment;
        if (isLast && entry.Segment != _segment && !entry.Segment.IsShared && entry.Segment.Bytes.Length == SegmentBytes)
            _free.Push(entry.Segment);
        return entry.Bytes;
    }

    public void Clear()
    {
        _entries.Clear();
        _free.Clear();
        (_segment, _used) = (new Segment(0), 0);
    }

    private void Pack(JournalEntry entry)
    {
        _packing.SetLength(0);
        using var writer = new BinaryWriter(_packing, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(entry.Id);
        writer.Write(entry.At.UtcTicks);
        writer.Write(entry.Elapsed.Ticks);
        writer.Write((byte)entry.AnsweredBy);
        writer.Write(entry.Method);
        writer.Write(entry.Path);
        writer.Write(entry.Query);
        writer.Write(entry.RequestHeaders.Length);
        foreach (var (name, values) in entry.RequestHeaders)
        {
            writer.Write(name);
            writer.Write(values.Count);
            foreach (var value in values)
                writer.Write(value ?? "");
        }
        writer.Write(entry.RequestBody.Length);
        writer.Write(entry.RequestBody.Span);
        var response = entry.Response;
        writer.Write(response.Status);
        writer.Write(response.ContentType is not null);
        writer.Write(response.ContentType ?? "");
        Write(writer, response.Headers);
        Write(writer, response.Errors);
        writer.Write(response.Created ?? 0);
        writer.Write(response.Refusal is not null);
        writer.Write(response.Refusal ?? "");
        writer.Write(entry.Overrides.Length);
        foreach (var id in entry.Overrides)
            writer.Write(id);
        writer.Write(Packs(response.Body) ? response.Body.Length : -1);
        if (Packs(response.Body))
            writer.Write(response.Body.Span);
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        writer.Write(pairs.Count);
        foreach (var (name, value) in pairs)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }
}
