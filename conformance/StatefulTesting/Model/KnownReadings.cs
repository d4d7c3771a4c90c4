using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>The readings that a target can be in, as far as is known.</summary>
/// <param name="contract">The contract.</param>
/// <param name="possible">The readings of a rule that may be in force; none where it is known to be broken, so that one violation is not reported twice.</param>
internal sealed class KnownReadings(Contract contract, Func<Rule, ImmutableArray<string>> possible)
{
    /// <summary>By what a run observed: where a rule passed its reading, where it was not judged all that are tolerated, and none where it failed.</summary>
    public static KnownReadings Observed(Contract contract, IEnumerable<RuleResult> results)
    {
        var byRule = results.ToDictionary(result => result.Rule.Id);
        return new KnownReadings(contract, rule => byRule.GetValueOrDefault(rule.Id) switch
        {
            { Verdict: VerdictKind.Fail } => [],
            { Verdict: VerdictKind.Pass, Reading: { } reading } => [reading],
            _ => [.. rule.Readings.Select(mode => mode.Name)],
        });
    }

    /// <summary>The readings that may be in force; none where there is no such rule, or it failed.</summary>
    public ImmutableArray<string> Of(Behavior behavior, Place place) => contract.Rule(behavior, place) is { } rule ? possible(rule) : [];

    /// <summary>Whether there is such a rule, and it did not fail.</summary>
    public bool Holds(Behavior behavior, Place place) => !Of(behavior, place).IsEmpty;

    /// <summary>Whether there is such a rule, and it failed.</summary>
    public bool Failed(Behavior behavior, Place place) => contract.Rule(behavior, place) is not null && !Holds(behavior, place);

    /// <summary>Whether this reading may be in force.</summary>
    public bool Can(Behavior behavior, Place place, string reading) => Of(behavior, place).Contains(reading);

    /// <summary>Whether this reading is in force, and no other one can be.</summary>
    public bool IsSure(Behavior behavior, Place place, string reading) => Of(behavior, place) is [var only] && only == reading;
}
