using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PlanisoContract.Mock.Simulation.Storage.Packing;

/// <summary>The kind of a packed value: its first byte.</summary>
internal enum PackedKind : byte
{
    Null,
    False,
    True,
    Ascii,
    Utf16,
    Integer,
    Day,
    Time,
    Mark,
    NumberOf,
    Object,
}

/// <summary>The values of a record as bytes: their count, where each begins and the last one ends, then kind and value of each.</summary>
/// <remarks>With an object for each value, a record would be ten objects, all of which a garbage collection moves while requests wait.</remarks>
/// <param name="bytes">From the record's first byte on; there may be others behind it.</param>
/// <param name="objects">Values that are not packed, by the index that is packed in their place.</param>
internal readonly ref struct PackedValues(ReadOnlySpan<byte> bytes, object[] objects)
{
    /// <summary>The longest text, in bytes, that is packed; a longer one is an object.</summary>
    public const int MostTextBytes = 254;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The number of values; 0 where nothing is packed.</summary>
    public int Count => _bytes.IsEmpty ? 0 : _bytes[0];

    /// <summary>Kind and value, as they are packed.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes[Position(index)..Position(index + 1)];

    /// <summary>The value as an object of its own.</summary>
    public object? Value(int index)
    {
        var packed = this[index];
        var rest = packed[1..];
        return (PackedKind)packed[0] switch
        {
            PackedKind.Null => null,
            PackedKind.False => BoxedBoolean.False,
            PackedKind.True => BoxedBoolean.True,
            PackedKind.Ascii => rest.IsEmpty ? "" : Encoding.ASCII.GetString(rest),
            PackedKind.Utf16 => new string(MemoryMarshal.Cast<byte, char>(rest)),
            PackedKind.Integer => BinaryPrimitives.ReadInt64LittleEndian(rest),
            PackedKind.Day => DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(rest)),
            PackedKind.Time => DateTime.FromBinary(BinaryPrimitives.ReadInt64LittleEndian(rest)),
            PackedKind.Mark => Sentinel.All[rest[0]],
            PackedKind.NumberOf => new NumberOf(BinaryPrimitives.ReadInt64LittleEndian(rest)),
            _ => Object(packed),
        };
    }

    public bool IsObject(int index) => Kind(index) == PackedKind.Object;

    /// <summary>The text, as UTF-8, where all of it is ASCII.</summary>
    public bool TryGetAscii(int index, out ReadOnlySpan<byte> text)
    {
        var packed = this[index];
        text = packed[1..];
        return (PackedKind)packed[0] == PackedKind.Ascii;
    }

    /// <summary>The text, without allocating it.</summary>
    /// <param name="index">Of the value.</param>
    /// <param name="room">Takes it; <see cref="MostTextBytes"/> are enough.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>False where the value is none, or an object.</returns>
    public bool TryGetText(int index, Span<char> room, out int length)
    {
        var packed = this[index];
        length = 0;
        switch ((PackedKind)packed[0])
        {
            case PackedKind.Ascii:
                length = Encoding.ASCII.GetChars(packed[1..], room);
                return true;
            case PackedKind.Utf16:
                var text = MemoryMarshal.Cast<byte, char>(packed[1..]);
                text.CopyTo(room);
                length = text.Length;
                return true;
            default:
                return false;
        }
    }

    /// <summary>What a value of kind <see cref="PackedKind.Object"/> stands for.</summary>
    public object Object(ReadOnlySpan<byte> packed) => objects[packed[1]];

    private PackedKind Kind(int index) => (PackedKind)_bytes[Position(index)];

    /// <summary>Where a value begins, from the record's first byte.</summary>
    private int Position(int index) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(1 + (sizeof(ushort) * index))..]);
}
