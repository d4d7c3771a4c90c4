using System.Collections.Immutable;
using PlanisoContract.Bench.Loads;

namespace PlanisoContract.Bench.Reports;

/// <summary>One turn: what wrk saw, and the server's processor time for each answer, in microseconds.</summary>
internal sealed record Sample(Figures Figures, double Processor);

/// <summary>One contender at one work.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Title">What it is called in tables.</param>
/// <param name="Samples">Its turns, by round.</param>
/// <param name="LeftOut">Why it has none, or why they do not count.</param>
internal sealed record Entrant(string Name, string Title, ImmutableArray<Sample> Samples, string? LeftOut = null)
{
    public double PerSecond => Rates.Median();

    public double Spread => Rates.Spread();

    public double BytesPerSecond => Of(sample => sample.Figures.BytesPerSecond).Median();

    public double P50 => Of(sample => sample.Figures.P50).Median();

    public double P99 => Of(sample => sample.Figures.P99).Median();

    public double Processor => Of(sample => sample.Processor).Median();

    /// <summary>How many bytes an answer has, with headers.</summary>
    public double Bytes => Of(sample => sample.Figures.BytesPerAnswer).Median();

    /// <summary>How busy wrk was.</summary>
    public double Busy => Of(sample => sample.Figures.Busy).Median();

    /// <summary>Requests per second beside another's.</summary>
    public double Beside(Entrant other) => Rates.Ratio(other.Rates);

    private IEnumerable<double> Rates => Of(sample => sample.Figures.PerSecond);

    public IEnumerable<double> Of(Func<Sample, double> value) => Samples.Select(value);
}

/// <summary>All contenders at one work.</summary>
internal sealed record WorkResult(string Name, string Title, ImmutableArray<Entrant> Entrants)
{
    /// <summary>A contender that was measured, or null.</summary>
    public Entrant? Find(string name) => Entrants.FirstOrDefault(entrant => entrant.Name == name && entrant.LeftOut is null);
}
