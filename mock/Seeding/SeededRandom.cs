using PlanisoContract.Fixtures;

namespace PlanisoContract.Mock.Seeding;

/// <summary>Numbers that look random, and depend on what they are for, not on the order of the calls.</summary>
internal readonly struct SeededRandom
{
    private readonly ulong _state;

    /// <param name="seed">The silo's seed.</param>
    /// <param name="name">What the numbers are for.</param>
    public SeededRandom(int seed, string name)
    {
        // FNV-1a; string.GetHashCode differs from run to run.
        _state = 14695981039346656037ul ^ (uint)seed;
        foreach (var letter in name)
            _state = (_state ^ letter) * 1099511628211ul;
    }

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="ordinal">The record.</param>
    /// <param name="question">Tells apart what is asked of one record.</param>
    public int Next(int count, long ordinal, int question)
    {
        var mixed = SplitMix64.Mix(_state + ((ulong)ordinal * 0x9E3779B97F4A7C15ul) + ((ulong)question * 0xD1B54A32D192ED03ul));
        return (int)(mixed % (ulong)count);
    }
}
