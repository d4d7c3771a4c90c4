using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>Writes values one after the other into memory. When the memory is too small it says so at the end and what it wrote is worth nothing.</summary>
internal ref struct PackWriter(Span<byte> room)
{
    private readonly Span<byte> _room = room;

    /// <summary>How many bytes are written.</summary>
    public int Written { get; private set; }

    /// <summary>Whether something did not find room.</summary>
    public bool IsFull { get; private set; }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        if (IsFull || bytes.Length > _room.Length - Written)
        {
            IsFull = true;
            return;
        }
        bytes.CopyTo(_room[Written..]);
        Written += bytes.Length;
    }

    public void Write<T>(T value)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    // As it is in memory: nothing is lost, and nothing is encoded.
    public void Write(string? text)
    {
        Write(text?.Length ?? -1);
        Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}

/// <summary>Reads what <see cref="PackWriter"/> wrote, in the same order.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> packed)
{
    private ReadOnlySpan<byte> _rest = packed;

    public ReadOnlySpan<byte> Read(int length)
    {
        var read = _rest[..length];
        _rest = _rest[length..];
        return read;
    }

    public T Read<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Read(Unsafe.SizeOf<T>()));

    public string? ReadText() => Read<int>() is >= 0 and var length ? new string(MemoryMarshal.Cast<byte, char>(Read(length * sizeof(char)))) : null;
}
