using System.Globalization;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Bench.Contenders;

/// <summary>A contender in one work.</summary>
/// <param name="contender">Who.</param>
/// <param name="server">Where it runs; null when it does not.</param>
/// <param name="leftOut">Why not.</param>
internal sealed class Runner(Contender contender, Server? server, string? leftOut)
{
    // Records differ in their texts.
    private const double Tolerance = 0.03;

    private double _bytes;

    public string Name => contender.Name;

    public Server? Server => server;

    public string? LeftOut { get; private set; } = leftOut;

    public List<Sample> Samples { get; } = [];

    /// <summary>How many bytes an answer has, in the middle of its turns.</summary>
    public double BytesPerAnswer => Samples.Select(sample => sample.Figures.BytesPerAnswer).Median();

    /// <summary>Takes it out of the work when it answers wrongly, or less than it answered when it was looked into at first.</summary>
    public void Judge(Figures figures)
    {
        if (figures.Flaw is { } flaw)
            Fail(flaw);
        else if (figures.BytesPerAnswer < _bytes / 2)
            Fail(string.Create(CultureInfo.InvariantCulture, $"its answers have {figures.BytesPerAnswer:N0} bytes, where they had {_bytes:N0} at first"));
        if (_bytes == 0)
            _bytes = figures.BytesPerAnswer;
    }

    /// <summary>Takes it out of the work when its answers have not as many bytes as another's.</summary>
    public void Match(Runner other)
    {
        if (LeftOut is null && other.LeftOut is null && Math.Abs((BytesPerAnswer / other.BytesPerAnswer) - 1) > Tolerance)
            Fail(string.Create(CultureInfo.InvariantCulture, $"its answers have {BytesPerAnswer:N0} bytes, the mock's {other.BytesPerAnswer:N0}"));
    }

    public void Fail(string reason) => LeftOut ??= reason.TrimEnd('.');

    public Entrant Result() => new(contender.Name, contender.Title, [.. Samples], LeftOut);
}
