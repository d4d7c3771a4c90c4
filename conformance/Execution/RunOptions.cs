using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>What a run was asked to look at and to demand, beside its rules.</summary>
internal sealed record RunOptions
{
    public static readonly RunOptions Default = new();

    /// <summary>The resources that rules about the whole API are judged by; empty: all.</summary>
    public ImmutableHashSet<string> Resources { get; init; } = [];

    /// <summary>Universal rules that were not chosen: they are reported only where an exchange violates them.</summary>
    public ImmutableArray<Rule> Watched { get; init; } = [];

    /// <summary>The reading that is demanded of a rule, by its id: a tolerated other one is a violation.</summary>
    public ImmutableDictionary<string, string> Required { get; init; } = ImmutableDictionary<string, string>.Empty;
}
