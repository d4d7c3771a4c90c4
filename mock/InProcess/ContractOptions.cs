using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock;

/// <summary>What contracts are acted out with. All of it may be left out.</summary>
public record ContractOptions
{
    /// <summary>Same seed, same records.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Seeded records of each resource.</summary>
    public int Records { get; set; } = 50;

    /// <summary>Seeded records of single resources, by name; those that are not named have <see cref="Records"/>.</summary>
    public IReadOnlyDictionary<string, int> RecordsOf { get; set; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Readings by rule, for all silos that say nothing else: <c>find-user-unknown-record</c> → <c>bad-request</c>.</summary>
    public IReadOnlyDictionary<string, string> Profile { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Rules to break on purpose, for all silos that say nothing else: <c>RULE</c> or <c>RULE=BREAKAGE</c>.</summary>
    public IReadOnlyCollection<string> Broken { get; set; } = [];

    /// <summary>The silos to start with; none are those of the command line: <c>demo</c>, <c>demo-readonly</c>, <c>demo-forbidden</c>, <c>demo-other</c>, <c>demo-empty</c>.</summary>
    public IReadOnlyCollection<PlanisoSiloOptions> Silos { get; set; } = [];

    /// <summary>Data files with records to start with, <c>FILE</c> or <c>FILE@KEY</c>.</summary>
    public IReadOnlyCollection<string> Data { get; set; } = [];

    /// <summary>The time of records and of the journal.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    internal MockOptions Read(IReadOnlyCollection<string> apis)
    {
        var start = new SiloSettings
        {
            Keys = [],
            Seed = Seed,
            Records = PlanisoSiloOptions.Counts(Records, RecordsOf),
            Profile = Profile.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Broken = [.. Broken],
        };
        var options = new MockOptions
        {
            Contracts = MockOptions.Load(apis),
            Start = start,
            Silos = [.. Silos.Select(silo => silo.Read(start))],
            Clock = Clock,
        };
        return Data.Count == 0 ? options : options with { Data = DataFiles.Load(Data, options) };
    }
}

/// <summary>What a mock in this process is started with. All of it may be left out.</summary>
public sealed record PlanisoMockOptions : ContractOptions
{
    /// <summary>The APIs to serve, by name; none named are all.</summary>
    public IReadOnlyCollection<string> Apis { get; set; } = [];

    /// <summary>The port of loopback to listen on; 0 picks a free one.</summary>
    public int Port { get; set; }

    /// <summary>Takes a line for each request; null for none.</summary>
    public TextWriter? Log { get; set; }

    /// <summary>Where the state lasts: a SQLite file, or <c>postgres://…</c>, which several mocks may share; null for memory alone.</summary>
    public string? Store { get; set; }
}
