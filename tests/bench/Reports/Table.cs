using System.Globalization;
using System.Text;
using PlanisoContract.Bench.Contenders;

namespace PlanisoContract.Bench.Reports;

/// <summary>Results as Markdown.</summary>
internal static class Table
{
    private const string TargetHead = """
        | work | what | beside | to reach | measured | |
        |---|---|---|--:|--:|---|

        """;

    private const string WorkHead = """
        | | requests/s | apart | bytes each | MB/s | p50 ms | p99 ms | processor µs each | wrk busy | beside bare Kestrel |
        |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|

        """;

    // On a machine that does nothing else, rounds of bare Kestrel lie closer.
    private const double Calm = 0.3;

    /// <param name="results">By work.</param>
    /// <param name="notes">How it was measured.</param>
    public static string Of(IReadOnlyCollection<WorkResult> results, string notes)
    {
        var text = new StringBuilder("# The mock beside bare Kestrel and other fakes\n\n![ratios](contenders.svg)\n\n").Append(notes).Append("\n\n");
        if (results.Select(result => result.Find(Contender.Bare)?.Spread ?? 0).DefaultIfEmpty().Max() is > Calm and var apart)
            text.Append(CultureInfo.InvariantCulture, $"**The machine was busy**: rounds of bare Kestrel itself lie up to {apart:P0} apart. These ratios are rough.\n\n");
        text.Append("## What is to be reached\n\n").Append(TargetHead);
        foreach (var target in Target.All)
        {
            if (results.FirstOrDefault(result => result.Name == target.Work) is { } result)
                text.Append(Line(target, result)).Append('\n');
        }
        foreach (var result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {result.Title}\n\n").Append(WorkHead);
            foreach (var entrant in result.Entrants.Where(entrant => !entrant.Samples.IsEmpty && entrant.LeftOut is null))
                text.Append(Line(entrant, result.Find("kestrel"))).Append('\n');
            foreach (var entrant in result.Entrants.Where(entrant => entrant.LeftOut is not null))
                text.Append(CultureInfo.InvariantCulture, $"\n{entrant.Title} is left out: {entrant.LeftOut}.\n");
        }
        return text.ToString();
    }

    private static string Line(Target target, WorkResult result)
    {
        var ratio = target.Measure(result);
        var (measured, met) = ratio is { } value ? (Ratio(value), target.IsMet(value) ? "met" : "**not met**") : ("–", "not measured");
        var beside = result.Entrants.FirstOrDefault(entrant => entrant.Name == target.Beside)?.Title ?? target.Beside;
        return $"| {result.Title} | {target.Of} | {beside} | {target.Wanted} | {measured} | {met} |";
    }

    private static string Line(Entrant entrant, Entrant? bare) => string.Create(CultureInfo.InvariantCulture,
        $"| {entrant.Title} | {entrant.PerSecond:N0} | {entrant.Spread:P0} | {entrant.Bytes:N0} | {entrant.BytesPerSecond / 1e6:N1} | {entrant.P50 / 1e3:N2} | {entrant.P99 / 1e3:N2} | {entrant.Processor:N1} | {entrant.Busy:P0} | {(bare is null ? "–" : Ratio(entrant.Beside(bare)))} |");

    private static string Ratio(double ratio) => ratio.ToString(ratio < 0.1 ? "0.000" : ratio < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
