using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Cleanup.Plans;

/// <summary>Requests by their route, and the records that they make by resource.</summary>
internal sealed record RequestCounts(ImmutableSortedDictionary<string, int> Sent, ImmutableSortedDictionary<string, int> Made)
{
    public static readonly RequestCounts None = Of([], []);

    public int Requests => Sent.Values.Sum();

    /// <summary>One entry for each request, one for each record.</summary>
    public static RequestCounts Of(IEnumerable<string> routes, IEnumerable<string> resources) => new(Counted(routes), Counted(resources));

    public static RequestCounts operator +(RequestCounts one, RequestCounts other) => new(Sum(one.Sent, other.Sent), Sum(one.Made, other.Made));

    /// <summary>A share of each, rounded up.</summary>
    public RequestCounts Scaled(Func<string, double> ofRoute, Func<string, double> ofResource) => new(Scaled(Sent, ofRoute), Scaled(Made, ofResource));

    private static ImmutableSortedDictionary<string, int> Counted(IEnumerable<string> words) =>
        words.GroupBy(word => word).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, int> Sum(ImmutableSortedDictionary<string, int> one, ImmutableSortedDictionary<string, int> other) =>
        one.Keys.Union(other.Keys).ToImmutableSortedDictionary(key => key, key => one.GetValueOrDefault(key) + other.GetValueOrDefault(key), StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, int> Scaled(ImmutableSortedDictionary<string, int> counts, Func<string, double> share) =>
        counts.Select(pair => KeyValuePair.Create(pair.Key, (int)Math.Ceiling(pair.Value * share(pair.Key)))).Where(pair => pair.Value > 0)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
}
