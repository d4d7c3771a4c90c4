using System.Collections.Immutable;
using System.Globalization;

namespace PlanisoContract.Bench.Reports;

/// <summary>What the mock is to reach beside another contender. It is told, and gates nothing: machines differ.</summary>
/// <param name="Work">At this work.</param>
/// <param name="Of">What is compared.</param>
/// <param name="Value">The compared value of a turn.</param>
/// <param name="Beside">The other contender.</param>
/// <param name="Bound">The ratio to reach.</param>
/// <param name="AtMost">Whether less is better.</param>
internal sealed record Target(string Work, string Of, Func<Sample, double> Value, string Beside, double Bound, bool AtMost = false)
{
    /// <summary>Throughput first, then latency.</summary>
    public static readonly ImmutableArray<Target> All =
    [
        Requests("one", 0.90),
        Requests("list-25", 0.85),
        new("list-10000", "bytes per second", sample => sample.Figures.BytesPerSecond, "kestrel", 0.85),
        Requests("create", 0.60),
        Requests("mix", 0.75),
        new("one", "requests per second", sample => sample.Figures.PerSecond, "wiremock", 10),
        .. ((string[])["one", "list-25", "list-10000", "create", "update", "mix"]).Select(Latency),
    ];

    public string Wanted => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? "≤" : "≥")} {Bound:0.00}");

    /// <summary>The ratio, or null where one of the two was not measured.</summary>
    public double? Measure(WorkResult result) => result.Find("mock") is { } own && result.Find(Beside) is { } other
        ? own.Of(Value).Ratio(other.Of(Value)) : null;

    public bool IsMet(double ratio) => AtMost ? ratio <= Bound : ratio >= Bound;

    private static Target Requests(string work, double bound) =>
        new(work, "requests per second", sample => sample.Figures.PerSecond, "kestrel", bound);

    private static Target Latency(string work) =>
        new(work, "p99", sample => sample.Figures.P99, "kestrel", work == "create" ? 4 : 3, AtMost: true);
}
