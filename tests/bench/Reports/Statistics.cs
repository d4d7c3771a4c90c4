namespace PlanisoContract.Bench.Reports;

/// <summary>What several rounds come to.</summary>
internal static class Statistics
{
    /// <summary>The value in the middle; the mean of the two there, where they are two.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>How far the values lie apart: the greatest less the smallest, as a part of the median.</summary>
    public static double Spread(this IEnumerable<double> values)
    {
        var all = values.ToArray();
        return all.Length == 0 ? double.NaN : (all.Max() - all.Min()) / all.Median();
    }

    /// <summary>The median of the ratios within each round: what slows the machine in a round slows both.</summary>
    public static double Ratio(this IEnumerable<double> values, IEnumerable<double> others) =>
        values.Zip(others, (value, other) => value / other).Median();
}
