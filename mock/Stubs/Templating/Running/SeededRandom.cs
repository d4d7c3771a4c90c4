namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>Random values that are the same for the same seed and the same order of requests. Safe for many threads.</summary>
internal sealed class SeededRandom(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    public long Next(long from, long below)
    {
        lock (_gate)
            return _random.NextInt64(from, below);
    }

    public double NextDouble()
    {
        lock (_gate)
            return _random.NextDouble();
    }

    /// <summary>A text of characters out of others.</summary>
    public string Text(int length, string of)
    {
        lock (_gate)
            return string.Create(length, (_random, of), static (text, from) =>
            {
                for (var index = 0; index < text.Length; index++)
                    text[index] = from.of[from._random.Next(from.of.Length)];
            });
    }

    /// <summary>A UUID of version 4.</summary>
    public Guid Uuid()
    {
        var bytes = new byte[16];
        lock (_gate)
            _random.NextBytes(bytes);
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0f) | 0x40), (byte)((bytes[8] & 0x3f) | 0x80));
        return new Guid(bytes, bigEndian: true);
    }
}
