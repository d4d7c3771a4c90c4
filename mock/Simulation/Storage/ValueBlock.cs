namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>
/// Memory that the values of new records are put into, one after the other: so large that the garbage collector leaves it
/// where it is. Not safe for parallel use.
/// </summary>
/// <remarks>A block goes when the last of its records does. Later versions have memory of their own, so only first ones can stay behind.</remarks>
internal sealed class ValueBlock
{
    // Beyond the 85,000 bytes from which on the collector moves nothing; but few records take little.
    private const int Most = 128 << 10;
    private const int Least = 2 << 10;

    private byte[] _bytes = [];
    private int _used;

    /// <summary>Puts the bytes behind those that are there already.</summary>
    /// <returns>Where they are now.</returns>
    public (byte[] Bytes, int Start) Add(ReadOnlySpan<byte> packed)
    {
        if (packed.Length > _bytes.Length - _used)
        {
            // What was used before belongs to its records alone.
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(Math.Clamp(2 * _bytes.Length, Least, Most), packed.Length));
            _used = 0;
        }
        var start = _used;
        packed.CopyTo(_bytes.AsSpan(start));
        _used += packed.Length;
        return (_bytes, start);
    }
}
