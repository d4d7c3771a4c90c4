namespace PlanisoContract.Quality.Neighbors;

/// <summary>A part of many cases that stands for all of them, and is the same each time.</summary>
internal static class Sample
{
    private const int Seed = 4;

    /// <param name="all">The cases.</param>
    /// <param name="size">How many of them; 0 for all.</param>
    public static List<Case> Of(IEnumerable<Case> all, int size)
    {
        var cases = all.ToArray();
        if (size == 0 || size >= cases.Length)
            return [.. cases];
        // Chance without a secret: a seeded one is wanted.
#pragma warning disable CA5394
        new Random(Seed).Shuffle(cases);
#pragma warning restore CA5394
        return [.. cases.Take(size).OrderBy(one => one.Rule.Index)];
    }
}
