using System.Collections.Immutable;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>What a run was asked to do: arguments, read and valid.</summary>
/// <param name="Contract">The contract to judge by.</param>
/// <param name="Target">What to judge.</param>
/// <param name="Rules">Which of the contract's rules.</param>
/// <param name="Report">Where to write the reports, or null.</param>
internal sealed record Settings(Contract Contract, TargetOptions Target, ImmutableArray<Rule> Rules, DirectoryInfo? Report);
