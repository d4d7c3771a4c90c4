using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PlanisoContract.Bench;

/// <summary>What to measure, and for how long.</summary>
internal sealed record Options
{
    /// <summary>One of <see cref="Arguments.Parts"/>.</summary>
    public required string Part { get; init; }

    /// <summary>How often each contender has its turn at each work.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How long a turn takes.</summary>
    public int Seconds { get; init; } = 3;

    /// <summary>How long each is warmed with each work.</summary>
    public int WarmUp { get; init; } = 3;

    public int Connections { get; init; } = 32;

    /// <summary>The contenders by name; empty for all.</summary>
    public ImmutableArray<string> Contenders { get; init; } = [];

    /// <summary>Whether a contender is measured.</summary>
    public bool Wants(string contender) => Contenders.IsEmpty || Contenders.Contains(contender);

    /// <summary>The works by name; empty for all.</summary>
    public ImmutableArray<string> Works { get; init; } = [];

    /// <summary>How many records the large silo has.</summary>
    public int Records { get; init; } = 1_000_000;

    /// <summary>How many requests a soak sends.</summary>
    public long Requests { get; init; } = 10_000_000;

    /// <summary>A database of PostgreSQL that may be written to, as the mock's <c>--store</c> takes it; null for none.</summary>
    public string? Postgres { get; init; }

    /// <summary>Where the results go.</summary>
    public string Results { get; init; } = Places.Results;
}

/// <summary>The command line.</summary>
internal sealed class Arguments
{
    /// <summary>What can be measured; <c>all</c> is all of it.</summary>
    public static readonly ImmutableArray<string> Parts = ["contenders", "growth", "start", "stores", "soak", "observer", "all"];

    private readonly Argument<string> _part = new("part") { Description = $"What to measure: {string.Join(", ", Parts)}." };
    private readonly Option<string?> _rounds = Number("--rounds", "How often each has its turn.", 5);
    private readonly Option<string?> _seconds = Number("--seconds", "How long a turn takes, in seconds.", 3);
    private readonly Option<string?> _warmUp = Number("--warm-up", "Seconds in which each is warmed with each work, twice.", 3);
    private readonly Option<string?> _connections = Number("--connections", "Connections at once.", 32);
    private readonly Option<string?> _records = Number("--records", "Growth: records of the large silo.", 1_000_000);
    private readonly Option<string?> _requests = Number("--requests", "Soak: requests in all.", 10_000_000);
    private readonly Option<string[]> _contenders = new("--contender") { HelpName = "NAME", Description = "Only these, and bare Kestrel. Can be given several times. [default: all]" };
    private readonly Option<string[]> _works = new("--work") { HelpName = "NAME", Description = "Only these. Can be given several times. [default: all]" };
    private readonly Option<string?> _postgres = new("--postgres") { HelpName = "postgres://…", Description = "Stores: an empty database that may be written to. [default: PostgreSQL is not measured]" };
    private readonly Option<string?> _results = new("--results") { HelpName = "DIR", Description = "Where tables and pictures go. [default: tests/bench/results; with --quick, --contender or --work its folder partial, which is not committed]" };
    private readonly Option<bool> _quick = new("--quick") { Description = "Short and coarse: 3 rounds of 1 second, 50,000 records, 200,000 requests." };

    public Arguments() => Command = new RootCommand("Measures the mock beside bare Kestrel and other fakes, in turns, in one run.")
    {
        _part, _rounds, _seconds, _warmUp, _connections, _records, _requests, _contenders, _works, _postgres, _results, _quick,
    };

    public RootCommand Command { get; }

    /// <exception cref="BenchException">They are wrong; the message says how.</exception>
    public Options Read(ParseResult parsed)
    {
        if (parsed.Errors is [var error, ..])
            throw new BenchException($"{error.Message} --help shows how.");
        var part = parsed.GetValue(_part)!;
        if (!Parts.Contains(part))
            throw new BenchException($"There is no part {part}; there is {string.Join(", ", Parts)}.");
        var quick = parsed.GetValue(_quick);
        var (contenders, works) = (parsed.GetValue(_contenders) ?? [], parsed.GetValue(_works) ?? []);
        return new Options
        {
            Part = part,
            Rounds = Value(parsed, _rounds, quick ? 3 : 5),
            Seconds = Value(parsed, _seconds, quick ? 1 : 3),
            WarmUp = Value(parsed, _warmUp, quick ? 1 : 3),
            Connections = Value(parsed, _connections, 32),
            Records = Value(parsed, _records, quick ? 50_000 : 1_000_000),
            Requests = Value(parsed, _requests, quick ? 200_000 : 10_000_000),
            Contenders = [.. contenders],
            Works = [.. works],
            Postgres = parsed.GetValue(_postgres),
            Results = Path.GetFullPath(parsed.GetValue(_results)
                ?? (quick || contenders.Length + works.Length > 0 ? Path.Combine(Places.Results, "partial") : Places.Results)),
        };
    }

    private static int Value(ParseResult parsed, Option<string?> option, int otherwise)
    {
        if (parsed.GetValue(option) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : throw new BenchException($"{option.Name} takes a whole number from 1 on, not {text}.");
    }

    private static Option<string?> Number(string name, string description, int otherwise) => new(name)
    {
        HelpName = "N",
        Description = string.Create(CultureInfo.InvariantCulture, $"{description} [default: {otherwise:N0}]"),
    };
}
