using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>What a run was asked to do: arguments, read and valid.</summary>
/// <param name="Contract">The contract to judge by.</param>
/// <param name="Target">What to judge.</param>
/// <param name="Rules">Which of the contract's rules.</param>
/// <param name="Report">Where to write the reports, or null.</param>
internal sealed record Settings(Contract Contract, TargetOptions Target, ImmutableArray<Rule> Rules, DirectoryInfo? Report)
{
    /// <summary>What to look at and to demand beside the rules.</summary>
    public RunOptions Options { get; init; } = RunOptions.Default;

    /// <summary>The report of an earlier run to compare with, or null.</summary>
    public FileInfo? Baseline { get; init; }

    /// <summary>Where the ledger was asked to be, or null.</summary>
    public FileInfo? Ledger { get; init; }

    /// <summary>How many random walks.</summary>
    public int Walks { get; init; }

    /// <summary>What makes the walks the same again.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the user asked for the ledger, by itself or beside a report.</summary>
    public bool KeepsLedger => Report is not null || Ledger is not null;
}
