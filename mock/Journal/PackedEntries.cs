using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Simulation;

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
    private readonly Stack<byte[]> _free = new();
    private readonly MemoryStream _packing = new();
    private byte[] _segment = [];
    private int _used;

    public int Count => _entries.Count;

    public IEnumerable<JournalEntry> All => _entries.Select(Unpack);

    public void Add(JournalEntry entry)
    {
        Pack(entry);
        var length = (int)_packing.Length;
        if (_segment.Length - _used < length)
        {
            _segment = length > SegmentBytes ? new byte[length] : _free.TryPop(out var free) ? free : new byte[SegmentBytes];
            _used = 0;
        }
        _packing.GetBuffer().AsSpan(0, length).CopyTo(_segment.AsSpan(_used));
        _entries.Enqueue(new PackedEntry(_segment, _used, length, entry.Response, IsPacked(entry.Response.Body) ? default : entry.Response.Body, entry.Bytes));
        _used += length;
    }

    /// <summary>Drops the oldest entry, and tells its bytes.</summary>
    public int Drop()
    {
        var entry = _entries.Dequeue();
        var isLast = !_entries.TryPeek(out var next) || next.Segment != entry.Segment;
        if (isLast && entry.Segment != _segment && entry.Segment.Length == SegmentBytes)
            _free.Push(entry.Segment);
        return entry.Bytes;
    }

    public void Clear()
    {
        _entries.Clear();
        _free.Clear();
        (_segment, _used) = ([], 0);
    }

    private static bool IsPacked(ReadOnlyMemory<byte> body) => body.Length <= MaxPackedResponseBytes;

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
        writer.Write(IsPacked(response.Body) ? response.Body.Length : -1);
        if (IsPacked(response.Body))
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

    private static JournalEntry Unpack(PackedEntry entry)
    {
        using var reader = new BinaryReader(new MemoryStream(entry.Segment, entry.Offset, entry.Length, writable: false));
        var (id, at, elapsed, by) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), (AnsweredBy)reader.ReadByte());
        var (method, path, query) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, StringValues>>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            headers.Add(KeyValuePair.Create(reader.ReadString(), new StringValues([.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())])));
        var body = reader.ReadBytes(reader.ReadInt32());
        var (status, isTyped, type) = (reader.ReadInt32(), reader.ReadBoolean(), reader.ReadString());
        var (responseHeaders, errors, length) = (ReadPairs(reader), ReadPairs(reader), reader.ReadInt32());
        var response = new SimulatedResponse(status, isTyped ? type : null, responseHeaders, length < 0 ? entry.Body : reader.ReadBytes(length))
        {
            Operation = entry.Operation,
            Errors = errors,
        };
        return new JournalEntry(id, new DateTimeOffset(at, TimeSpan.Zero), method, path, query, headers.ToImmutable(), body, response, by)
        {
            Elapsed = new TimeSpan(elapsed),
            Bytes = entry.Bytes,
        };
    }

    private static KeyValuePair<string, string>[] ReadPairs(BinaryReader reader) =>
        [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => KeyValuePair.Create(reader.ReadString(), reader.ReadString()))];

    /// <summary>Where an entry is, and what of it is no bytes of its own.</summary>
    private readonly struct PackedEntry(byte[] segment, int offset, int length, SimulatedResponse response, ReadOnlyMemory<byte> body, int bytes)
    {
        public byte[] Segment { get; } = segment;

        public int Offset { get; } = offset;

        public int Length { get; } = length;

        public OperationPlan? Operation { get; } = response.Operation;

        /// <summary>The body of a great response; empty for any other.</summary>
        public ReadOnlyMemory<byte> Body { get; } = body;

        public int Bytes { get; } = bytes;
    }
}
