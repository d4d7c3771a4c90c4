using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Quality;

/// <summary>What to measure.</summary>
/// <param name="Apis">The contracts.</param>
/// <param name="Neighbors">Whether Dredd and Specmatic are measured, too.</param>
/// <param name="Sample">So many breakages and so many readings of each API for the neighbors; 0 for all.</param>
/// <param name="Write">Whether the README gets the table.</param>
/// <param name="Whole">Whether whole runs are measured in place of single rules.</param>
/// <param name="Observe">Whether it is measured what an observer of the suite's traffic notices.</param>
internal sealed record Options(ImmutableArray<string> Apis, bool Neighbors, int Sample, bool Write, bool Whole, bool Observe);

/// <summary>The options of the command line.</summary>
internal sealed class Arguments
{
    private const int DefaultSample = 40;

    private readonly Option<string> _api = new("--api")
    {
        HelpName = "NAME",
        Description = $"Measure this API alone: {string.Join(", ", Contracts.Names)}. [default: all]",
    };
    private readonly Option<bool> _neighbors = new("--neighbors") { Description = "Measure Dredd and Specmatic, too; npm installs them beside this program." };
    private readonly Option<string> _sample = new("--sample")
    {
        HelpName = "N",
        Description = $"Give the neighbors so many breakages and so many readings of each API, chosen by a fixed seed; 0 for all. [default: {DefaultSample}]",
    };
    private readonly Option<bool> _write = new("--write") { Description = "Put the table into tests/Quality/README.md. Needs --neighbors and all APIs." };

    private readonly Option<bool> _whole = new("--whole")
    {
        Description = "Measure whole runs alone, one for each kind of breakage: whether checks that run at the same time hide it.",
    };

    private readonly Option<bool> _observe = new("--observe")
    {
        Description = "Measure the observer alone: which breakages it notices in the suite's own traffic, and whether it accuses a tolerated reading.",
    };

    public Arguments() => Command = new RootCommand("Measures the suite: what it catches, what it leaves in peace, and how long it takes.")
    {
        _api, _neighbors, _sample, _write, _whole, _observe,
    };

    public RootCommand Command { get; }

    /// <exception cref="MeasureException">They are wrong; the message says how.</exception>
    public Options Read(ParseResult parsed)
    {
        if (parsed.Errors is [var error, ..])
            throw new MeasureException($"{error.Message} --help shows how.");
        var api = parsed.GetValue(_api);
        if (api is not null && !Contracts.Names.Contains(api))
            throw new MeasureException($"There is no API {api}; there is {string.Join(", ", Contracts.Names)}.");
        var sample = parsed.GetValue(_sample);
        var size = DefaultSample;
        if (sample is not null && !int.TryParse(sample, NumberStyles.None, CultureInfo.InvariantCulture, out size))
            throw new MeasureException($"--sample takes a number from 0 on, not {sample}.");
        var options = new Options(api is null ? Contracts.Names : [api], parsed.GetValue(_neighbors), size, parsed.GetValue(_write), parsed.GetValue(_whole), parsed.GetValue(_observe));
        if (options is { Write: true } && (!options.Neighbors || api is not null))
            throw new MeasureException("--write needs --neighbors and all APIs, or the README's table would lose lines.");
        return options;
    }
}
