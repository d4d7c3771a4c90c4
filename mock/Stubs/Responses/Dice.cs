namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Chance that a seed repeats. Safe for parallel use.</summary>
internal sealed class Dice(int seed)
{
    private readonly Lock _throwing = new();
    private readonly Random _random = new(seed);

    /// <summary>Both ends can come.</summary>
    public long Between(int lower, int upper)
    {
        lock (_throwing)
            return _random.NextInt64(lower, (long)upper + 1);
    }

    /// <summary>Normally distributed around 0, with a deviation of 1 (Box and Muller).</summary>
    public double Normal()
    {
        lock (_throwing)
            return Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
    }
}
