using System.Globalization;

namespace PlanisoContract.Bench.Loads;

/// <summary>What wrk tells of one turn.</summary>
/// <param name="Requests">Answers that came.</param>
/// <param name="Bytes">Their bytes, with headers.</param>
/// <param name="Microseconds">How long it took.</param>
/// <param name="Refused">Answers with a status above 399.</param>
/// <param name="Broken">Connections that failed, and requests without an answer.</param>
/// <param name="Wrong">Answers that were looked into and are not as they should be.</param>
/// <param name="P50">The latency in the middle, in microseconds.</param>
/// <param name="P99">The latency that one in a hundred exceeds.</param>
/// <param name="Generator">The processor time that wrk itself used, in microseconds.</param>
/// <param name="Example">The first answer that was wrong.</param>
internal sealed record Figures(
    long Requests, long Bytes, long Microseconds, long Refused, long Broken, long Wrong, long P50, long P99, long Generator = 0,
    string? Example = null)
{
    public double PerSecond => Requests * 1e6 / Microseconds;

    public double BytesPerSecond => Bytes * 1e6 / Microseconds;

    /// <summary>How busy wrk's one thread was: near 1, wrk is what is measured.</summary>
    public double Busy => (double)Generator / Microseconds;

    public double BytesPerAnswer => Requests == 0 ? 0 : (double)Bytes / Requests;

    /// <summary>Answers that do not count; a fast one among them is no answer.</summary>
    public long Failed => Refused + Broken + Wrong;

    /// <summary>These, when they are of right answers alone.</summary>
    /// <exception cref="BenchException">There are none, or some are wrong.</exception>
    public Figures Right() => Flaw is not { } flaw ? this : throw new BenchException($"The mock: {flaw}.");

    /// <summary>Why they count for nothing, or null.</summary>
    public string? Flaw => this switch
    {
        { Failed: > 0 } => $"{Failed} of {Requests} answers are wrong{(Example is null ? "" : $", such as `{Example}`")}",
        { Requests: 0 } => $"nothing is answered within {Microseconds / 1e6:N0} s",
        _ => null,
    };

    /// <summary>Reads the lines that <c>load.lua</c> writes at the end.</summary>
    /// <exception cref="BenchException">They are not there.</exception>
    public static Figures Parse(string output)
    {
        var lines = output.Split('\n');
        var line = lines.FirstOrDefault(line => line.StartsWith("figures ", StringComparison.Ordinal))
            ?? throw new BenchException($"wrk told no figures: {string.Join(' ', lines.TakeLast(4)).Trim()}");
        var values = line.Split(' ').Skip(1).Select(part => part.Split('='))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        var example = lines.FirstOrDefault(line => line.StartsWith("example ", StringComparison.Ordinal));
        return new Figures(values["requests"], values["bytes"], values["microseconds"], values["refused"], values["broken"], values["wrong"],
            values["p50"], values["p99"], values["generator"], example?["example ".Length..]);
    }
}
