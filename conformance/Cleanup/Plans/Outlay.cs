using System.Collections.Immutable;
using System.Globalization;

namespace PlanisoContract.Conformance.Cleanup.Plans;

/// <summary>Requests by their route, and records that they make by resource.</summary>
internal sealed record Outlay(ImmutableSortedDictionary<string, int> Sent, ImmutableSortedDictionary<string, int> Made)
{
    public static readonly Outlay None = Of([], []);

    public int Requests => Sent.Values.Sum();

    public int Records => Made.Values.Sum();

    /// <summary>One entry for each request, one for each record.</summary>
    public static Outlay Of(IEnumerable<string> routes, IEnumerable<string> resources) => new(Counted(routes), Counted(resources));

    public static Outlay operator +(Outlay one, Outlay other) => Both(one, other, (a, b) => a + b);

    public static Outlay operator -(Outlay one, Outlay other) => Both(one, other, (a, b) => Math.Max(0, a - b));

    /// <summary>As many of each as the one has that has more of it: what two rules share is sent once.</summary>
    public Outlay Or(Outlay other) => Both(this, other, Math.Max);

    /// <summary>No more of each than another has.</summary>
    public Outlay AtMost(Outlay other) => Both(this, other, Math.Min);

    /// <summary>A share of the requests of each route, rounded up.</summary>
    public Outlay Scaled(Func<string, double> share) => Both(
        new Outlay(Sent.ToImmutableSortedDictionary(pair => pair.Key, pair => (int)Math.Ceiling(pair.Value * share(pair.Key)), StringComparer.Ordinal), Made),
        None, Math.Max);

    /// <summary>As a plan's file has it: the number of a route, times how often; a resource and how many records.</summary>
    /// <param name="routes">The routes by number.</param>
    public string Write(IReadOnlyList<string> routes) => string.Join(' ',
        Sent.Select(pair => (At: Find(routes, pair.Key), pair.Value)).OrderBy(pair => pair.At)
            .Select(pair => pair.Value == 1 ? $"{pair.At}" : $"{pair.At}x{pair.Value}")
            .Concat(Made.Select(pair => $"{pair.Key}+{pair.Value}")));

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static Outlay Read(string text, IReadOnlyList<string> routes)
    {
        var sent = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var made = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split('+') is [var resource, var records])
                made[resource] = Number(records);
            else
                sent[routes[Number(word.Split('x')[0])]] = word.Split('x') is [_, var times] ? Number(times) : 1;
        }
        return new Outlay(sent.ToImmutable(), made.ToImmutable());
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int Find(IReadOnlyList<string> routes, string route) => routes.Index().First(pair => pair.Item == route).Index;

    private static ImmutableSortedDictionary<string, int> Counted(IEnumerable<string> words) =>
        words.GroupBy(word => word).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static Outlay Both(Outlay one, Outlay other, Func<int, int, int> of) =>
        new(Both(one.Sent, other.Sent, of), Both(one.Made, other.Made, of));

    private static ImmutableSortedDictionary<string, int> Both(
        ImmutableSortedDictionary<string, int> one, ImmutableSortedDictionary<string, int> other, Func<int, int, int> of) =>
        one.Keys.Union(other.Keys).Select(key => KeyValuePair.Create(key, of(one.GetValueOrDefault(key), other.GetValueOrDefault(key))))
            .Where(pair => pair.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
