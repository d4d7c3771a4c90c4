using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>What a run was asked to do: arguments, read and valid.</summary>
/// <param name="Contract">The contract to judge by.</param>
/// <param name="Target">What to judge.</param>
/// <param name="Rules">Which of the contract's rules.</param>
/// <param name="Report">Where to write the reports, or null.</param>
internal sealed record Settings(Contract Contract, TargetOptions Target, ImmutableArray<Rule> Rules, DirectoryInfo? Report)
{
    /// <summary>The resources that rules about the whole API are put to; empty: all.</summary>
    public ImmutableHashSet<string> About { get; init; } = [];

    /// <summary>Rules about every answer that are told only where they are seen to be violated.</summary>
    public ImmutableArray<Rule> Also { get; init; } = [];

    /// <summary>The readings that are demanded, by rule.</summary>
    public ImmutableDictionary<string, string> Required { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The report of an earlier run to compare with, or null.</summary>
    public FileInfo? Baseline { get; init; }

    /// <summary>Where the ledger was asked to be, or null.</summary>
    public FileInfo? Ledger { get; init; }

    /// <summary>How many random walks.</summary>
    public int Walks { get; init; }

    /// <summary>What makes the walks the same again.</summary>
    public int Seed { get; init; }

    /// <summary>Finds out what the target serves, and tells a run what it was asked for; why there is nothing to judge, or null.</summary>
    public async Task<string?> Begin(Run run)
    {
        if (await TargetDiscovery.Discover(run, Rules, About) is { } problem)
            return run.Redaction.Of(problem);
        run.Also = Also;
        run.Required = Required;
        if (!About.IsEmpty)
            run.About = run.Contract.Offering(operation => About.Contains(operation.Resource));
        return null;
    }
}
