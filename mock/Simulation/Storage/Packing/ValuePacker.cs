using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PlanisoContract.Mock.Simulation.Storage.Packing;

/// <summary>Packs the values of a record, one after the other.</summary>
internal ref struct ValuePacker
{
    // Kind, and the longest text.
    private const int MostEach = 1 + PackedValues.MostTextBytes;

    [ThreadStatic]
    private static byte[]? t_room;

    private readonly Span<byte> _room;
    private int _written;
    private List<object>? _objects;

    private ValuePacker(int count)
    {
        var head = 1 + (sizeof(ushort) * (count + 1));
        var most = head + (count * MostEach);
        if (t_room is null || t_room.Length < most)
            t_room = new byte[most];
        _room = t_room;
        _room[0] = checked((byte)count);
        _written = head;
    }

    /// <summary>The values that are not packed.</summary>
    public readonly object[] Objects => _objects is null ? [] : [.. _objects];

    /// <summary>All of it. To be copied at once: the next record of this thread takes its place.</summary>
    public readonly ReadOnlySpan<byte> Packed => _room[.._written];

    /// <summary>Packs the values of a record.</summary>
    /// <param name="values">The values.</param>
    /// <param name="before">
    /// Those of the version before, if there is one: <see cref="Sentinel.NotSent"/>, and what is missing at the end, stays as it was.
    /// </param>
    public static ValuePacker Pack(ReadOnlySpan<object?> values, PackedValues before = default)
    {
        var count = Math.Max(before.Count, values.Length);
        var packer = new ValuePacker(count);
        for (var index = 0; index < count; index++)
        {
            packer.Begin(index);
            if (index < before.Count && (index >= values.Length || values[index] == Sentinel.NotSent))
                packer.Copy(before, index);
            else
                packer.Add(values[index]);
        }
        packer.Begin(count);
        return packer;
    }

    private readonly void Begin(int index) =>
        BinaryPrimitives.WriteUInt16LittleEndian(_room[(1 + (sizeof(ushort) * index))..], checked((ushort)_written));

    private void Copy(PackedValues before, int index)
    {
        var packed = before[index];
        if ((PackedKind)packed[0] == PackedKind.Object)
        {
            Object(before.Object(packed));
            return;
        }
        packed.CopyTo(_room[_written..]);
        _written += packed.Length;
    }

    private void Add(object? value)
    {
        switch (value)
        {
            case null:
                Kind(PackedKind.Null);
                break;
            case bool flag:
                Kind(flag ? PackedKind.True : PackedKind.False);
                break;
            case string text:
                Text(text);
                break;
            case long integer:
                Kind(PackedKind.Integer);
                Integer(integer);
                break;
            case DateOnly day:
                Kind(PackedKind.Day);
                BinaryPrimitives.WriteInt32LittleEndian(_room[_written..], day.DayNumber);
                _written += sizeof(int);
                break;
            case DateTime time:
                Kind(PackedKind.Time);
                Integer(time.ToBinary());
                break;
            case Sentinel sentinel:
                Kind(PackedKind.Mark);
                _room[_written++] = (byte)Sentinel.All.IndexOf(sentinel);
                break;
            case NumberOf other:
                Kind(PackedKind.NumberOf);
                Integer(other.Identity);
                break;
            default:
                Object(value);
                break;
        }
    }

    private void Text(string text)
    {
        if (text.Length <= PackedValues.MostTextBytes && Ascii.IsValid(text))
        {
            Kind(PackedKind.Ascii);
            _written += Encoding.ASCII.GetBytes(text, _room[_written..]);
        }
        else if (text.Length <= PackedValues.MostTextBytes / sizeof(char))
        {
            // As it is in memory: half a surrogate pair would not come back from UTF-8.
            Kind(PackedKind.Utf16);
            MemoryMarshal.AsBytes(text.AsSpan()).CopyTo(_room[_written..]);
            _written += text.Length * sizeof(char);
        }
        else
            Object(text);
    }

    private void Object(object value)
    {
        Kind(PackedKind.Object);
        _objects ??= [];
        _room[_written++] = checked((byte)_objects.Count);
        _objects.Add(value);
    }

    private void Integer(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_room[_written..], value);
        _written += sizeof(long);
    }

    private void Kind(PackedKind kind) => _room[_written++] = (byte)kind;
}
