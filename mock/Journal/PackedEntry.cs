using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Journal;

/// <summary>Memory that entries share.</summary>
internal sealed class Segment(int length)
{
    public byte[] Bytes { get; } = new byte[length];

    /// <summary>Whether somebody may still read from it when its entries are gone, so that it cannot be used again.</summary>
    public bool IsShared { get; set; }
}

/// <summary>Where an entry is, and what of it is no bytes of its own.</summary>
/// <param name="segment">What it is in.</param>
/// <param name="offset">Where it begins.</param>
/// <param name="length">Its bytes.</param>
/// <param name="response">What was answered.</param>
/// <param name="body">The body of a great response; empty for any other.</param>
/// <param name="bytes"><see cref="JournalEntry.Bytes"/>.</param>
internal readonly struct PackedEntry(Segment segment, int offset, int length, SimulatedResponse response, ReadOnlyMemory<byte> body, int bytes)
{
    private readonly OperationPlan? _operation = response.Operation;

    public Segment Segment { get; } = segment;

    public int Bytes { get; } = bytes;

    public JournalEntry Unpack()
    {
        using var reader = new BinaryReader(new MemoryStream(Segment.Bytes, offset, length, writable: false));
        var (id, at, elapsed, by) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), (AnsweredBy)reader.ReadByte());
        var (method, path, query) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, StringValues>>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            headers.Add(KeyValuePair.Create(reader.ReadString(), new StringValues([.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())])));
        var sent = reader.ReadBytes(reader.ReadInt32());
        var (status, isTyped, type) = (reader.ReadInt32(), reader.ReadBoolean(), reader.ReadString());
        var (responseHeaders, errors, created) = (ReadPairs(reader), ReadPairs(reader), reader.ReadInt64());
        var (isRefused, refusal) = (reader.ReadBoolean(), reader.ReadString());
        ImmutableArray<int> overrides = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32())];
        var packed = reader.ReadInt32();
        var answered = new SimulatedResponse(status, isTyped ? type : null, responseHeaders, packed < 0 ? body : reader.ReadBytes(packed))
        {
            Operation = _operation,
            Errors = errors,
            Created = created == 0 ? null : created,
            Refusal = isRefused ? refusal : null,
        };
        return new JournalEntry(id, new DateTimeOffset(at, TimeSpan.Zero), method, path, query, headers.ToImmutable(), sent, answered, by)
        {
            Elapsed = new TimeSpan(elapsed),
            Bytes = Bytes,
            Overrides = overrides,
        };
    }

    private static KeyValuePair<string, string>[] ReadPairs(BinaryReader reader) =>
        [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => KeyValuePair.Create(reader.ReadString(), reader.ReadString()))];
}
