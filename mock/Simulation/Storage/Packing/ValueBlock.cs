namespace PlanisoContract.Mock.Simulation.Storage.Packing;

/// <summary>
/// Memory that the values of new records are put into, one after the other: so large that the garbage collector leaves it
/// where it is. Not safe for parallel use.
/// </summary>
/// <remarks>A block is collected with the last of its records. Later versions have memory of their own, so that only first versions keep a block.</remarks>
internal sealed class ValueBlock
{
    // Beyond the 85,000 bytes from which on the garbage collector moves nothing; but a small table takes little.
    private const int Most = 128 << 10;
    private const int Least = 2 << 10;

    private byte[] _bytes = [];
    private int _used;

    /// <summary>Appends bytes.</summary>
    /// <returns>Where they are now.</returns>
    public (byte[] Bytes, int Start) Add(ReadOnlySpan<byte> packed)
    {
        if (packed.Length > _bytes.Length - _used)
        {
            // The block before is kept by its records alone.
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(Math.Clamp(2 * _bytes.Length, Least, Most), packed.Length));
            _used = 0;
        }
        var start = _used;
        packed.CopyTo(_bytes.AsSpan(start));
        _used += packed.Length;
        return (_bytes, start);
    }
}
